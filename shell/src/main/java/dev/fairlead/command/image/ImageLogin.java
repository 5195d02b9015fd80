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
import org.jspecify.annotations.Nullable;
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
            paramLabel = "USER",
            description = "The user; asked for if not given.")
    private @Nullable String user;

    @Option(names = "--password-stdin", description = "Read the password from standard input instead of asking for it.")
    private boolean fromStandardInput;

    private final ImageService images;
    private final LoginQuestions questions;
    private final Supplier<String> standardInput;

    ImageLogin(ImageService images, LoginQuestions questions, Supplier<String> standardInput) {
        this.images = images;
        this.questions = questions;
        this.standardInput = standardInput;
    }

    @Override
    public RegistryAccess run(ProgressListener progress) {
        String name = user == null ? askedUser() : user;
        return images.login(registry, name, fromStandardInput ? withoutLineEnd(standardInput.get()) : asked(name));
    }

    private String askedUser() {
        return questions
                .user("User at " + registry + ": ")
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> new OpsException(FailureKind.USAGE, "image login: no user was given")
                        .hint("image login " + registry + " -u USER --password-stdin < FILE"))
                .strip();
    }

    private String asked(String user) {
        return questions
                .password("Password of " + user + " at " + registry + ": ")
                .filter(password -> !password.isEmpty())
                .orElseThrow(() -> new OpsException(FailureKind.USAGE, "image login: no password was given")
                        .hint("image login " + registry + " -u " + user + " --password-stdin < FILE"));
    }

    private static String withoutLineEnd(String text) {
        return text.replaceFirst("\\r?\\n$", "");
    }
}
