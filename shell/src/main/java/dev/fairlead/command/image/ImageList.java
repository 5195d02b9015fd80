package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "ls", description = "List local images, newest first.")
final class ImageList implements ShellCommand<List<ImageSummary>> {

    @Parameters(
            arity = "0..1",
            paramLabel = "REPOSITORY",
            description = "Only this repository or pattern, e.g. team/*.")
    @Completes(Candidate.IMAGE)
    private @Nullable String repository;

    @Option(
            names = {"-a", "--all"},
            description = "With the unnamed images that builds left as layers of others.")
    private boolean all;

    private final ImageService images;

    ImageList(ImageService images) {
        this.images = images;
    }

    @Override
    public List<ImageSummary> run(ProgressListener progress) {
        return images.list(Optional.ofNullable(repository), all);
    }
}
