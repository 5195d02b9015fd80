package dev.fairlead.command.image;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.RegistryAccess;
import dev.fairlead.progress.ProgressListener;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "login", description = "Log in to a registry; the login is tried before it is stored.")
final class ImageLogin implements ShellCommand<RegistryAccess> {
    @Parameters(
            arity = "0..1",
            defaultValue = "docker.io",
            paramLabel = "REGISTRY",
            description = "The registry's host; Docker Hub if not given.")
    @Completes(Candidate.REGISTRY)
    private String registry;

    @Option(
            names = {"-u", "--username"},
            required = true,
            paramLabel = "USER",
            description = "The user.")
    private String user;

    @Option(names = "--password-stdin", description = "Read the password from standard input instead of asking for it.")
    private boolean fromStandardInput;

    private final ImageService images;
    private final PasswordPrompt prompt;
    private final Supplier<String> standardInput;

    ImageLogin(ImageService images, PasswordPrompt prompt, Supplier<String> standardInput) {
        this.images = images;
        this.prompt = prompt;
        this.standardInput = standardInput;
    }

    @Override
    public RegistryAccess run(ProgressListener progress) {
        return images.login(registry, user, fromStandardInput ? withoutLineEnd(standardInput.get()) : asked());
    }

    private String asked() {
        return prompt.ask("Password of " + user + " at " + registry + ": ")
                .filter(password -> !password.isEmpty())
                .orElseThrow(() -> new OpsException(FailureKind.USAGE, "image login: no password was given")
                        .hint("image login " + registry + " -u " + user + " --password-stdin < FILE"));
    }

    private static String withoutLineEnd(String text) {
        return text.replaceFirst("\\r?\\n$", "");
    }
}
