package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageDocument;
import dev.fairlead.image.ImageService;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Show what the engine knows of an image; all of it with -o json.")
final class ImageInspect implements ShellCommand<ImageDocument> {

    @Parameters(paramLabel = "IMAGE", description = "The image, by name or ID.")
    @Completes(Candidate.IMAGE)
    private String image;

    private final ImageService images;

    ImageInspect(ImageService images) {
        this.images = images;
    }

    @Override
    public ImageDocument run(ProgressListener progress) {
        return images.inspect(image);
    }
}
