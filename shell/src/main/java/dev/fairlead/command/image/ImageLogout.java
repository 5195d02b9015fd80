package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryAccess;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "logout", description = "Forget the login of a registry.")
final class ImageLogout implements ShellCommand<RegistryAccess> {

    @Parameters(
            arity = "0..1",
            defaultValue = "docker.io",
            paramLabel = "REGISTRY",
            description = "The registry's host; Docker Hub if not given.")
    @Completes(Candidate.REGISTRY)
    private String registry;

    private final ImageService images;

    ImageLogout(ImageService images) {
        this.images = images;
    }

    @Override
    public RegistryAccess run(ProgressListener progress) {
        return images.logout(registry);
    }
}
