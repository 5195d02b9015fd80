package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RemovedImage;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rm", description = "Remove names of local images and, with the last name, the image.")
final class ImageRemove implements ShellCommand<List<RemovedImage>> {

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Images, by name or ID.")
    @Completes(Candidate.IMAGE)
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--force"},
            description = "Also where a stopped container still uses it.")
    private boolean force;

    private final ImageService images;

    ImageRemove(ImageService images) {
        this.images = images;
    }

    @Override
    public List<RemovedImage> run(ProgressListener progress) {
        return images.remove(names, force);
    }
}
