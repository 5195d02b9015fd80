package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageTag;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "tags", description = "List the tags that the registry has of a repository.")
final class ImageTags implements ShellCommand<List<ImageTag>> {

    @Parameters(paramLabel = "REPOSITORY", description = "The repository, e.g. registry.example.com/team/web.")
    @Completes(Candidate.IMAGE)
    private ImageReference repository;

    private final ImageService images;

    ImageTags(ImageService images) {
        this.images = images;
    }

    @Override
    public List<ImageTag> run(ProgressListener progress) {
        return images.tags(repository, progress);
    }
}
