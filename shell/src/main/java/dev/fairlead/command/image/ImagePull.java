package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.PulledImage;
import dev.fairlead.progress.ProgressListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "pull", description = "Fetch an image from its registry.")
final class ImagePull implements ShellCommand<PulledImage> {

    @Parameters(paramLabel = "IMAGE", description = "The image; tag latest if not given.")
    @Completes(Candidate.IMAGE)
    private ImageReference image;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "This platform instead of the engine's own, e.g. linux/arm64.")
    private @Nullable String platform;

    private final ImageService images;

    ImagePull(ImageService images) {
        this.images = images;
    }

    @Override
    public PulledImage run(ProgressListener progress) {
        return images.pull(image, Optional.ofNullable(platform), progress);
    }
}
