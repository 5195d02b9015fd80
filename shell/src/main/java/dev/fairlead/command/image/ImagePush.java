package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.PushedImage;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "push", description = "Send an image to the registry that its name names.")
final class ImagePush implements ShellCommand<PushedImage> {

    @Parameters(paramLabel = "IMAGE", description = "The image; tag latest if not given.")
    @Completes(Candidate.IMAGE)
    private ImageReference image;

    private final ImageService images;

    ImagePush(ImageService images) {
        this.images = images;
    }

    @Override
    public PushedImage run(ProgressListener progress) {
        return images.push(image, progress);
    }
}
