package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.TaggedImage;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tag", description = "Give a local image a further name.")
final class ImageTagCommand implements ShellCommand<TaggedImage> {

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image, by name or ID.")
    @Completes(Candidate.IMAGE)
    private String image;

    @Parameters(index = "1", paramLabel = "NAME", description = "The new name; tag latest if not given.")
    @Completes(Candidate.IMAGE)
    private ImageReference name;

    private final ImageService images;

    ImageTagCommand(ImageService images) {
        this.images = images;
    }

    @Override
    public TaggedImage run(ProgressListener progress) {
        return images.tag(image, name);
    }
}
