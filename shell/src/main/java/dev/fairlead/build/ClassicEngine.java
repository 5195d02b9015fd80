package dev.fairlead.build;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.BuildResponseItem;
import dev.fairlead.docker.DockerCredentials;
import dev.fairlead.docker.DockerEngine;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.ImageReference;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The builder that every engine has, through its API. */
final class ClassicEngine implements BuildEngine {
    private final DockerEngine engine;
    private final DockerCredentials credentials;

    ClassicEngine(DockerEngine engine, DockerCredentials credentials) {
        this.engine = engine;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "classic";
    }

    @Override
    public String build(BuildContext context, BuildRequest request, ProgressListener progress) {
        if (!request.secrets().isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "--secret needs BuildKit; the classic builder has no secrets");
        }
        Steps steps = new Steps(progress);
        ClassicProgress lines = new ClassicProgress(steps);
        ContextTar tar = new ContextTar(context);
        long total = ContextSize.of(context).bytes();
        try (ContextUpload upload = new ContextUpload(sink -> send(tar, sink, total, progress))) {
            try {
                stream(tar, request, upload, lines, context);
            } catch (Cancelled e) {
                throw steps.cancelled(context.root());
            } catch (OpsException e) {
                throw uploadFailure(upload, context, e);
            }
        } catch (IOException e) {
            throw ContextSize.unreadable(context, e);
        }
        if (lines.imageId().isEmpty() && lines.error().isEmpty()) {
            throw engine.unproven("build " + context.root(), "no image");
        }
        if (lines.imageId().isEmpty()) {
            throw new BuildFailures(context).of(lines.step(), lines.error(), steps.tail(lines.step()));
        }
        return lines.imageId();
    }

    private void stream(
            ContextTar tar, BuildRequest request, InputStream upload, ClassicProgress lines, BuildContext context) {
        engine.<BuildResponseItem>stream(
                "build " + context.root(),
                docker -> taker ->
                        configured(docker.buildImageCmd(upload), tar, request).exec(taker),
                lines::take,
                DockerEngine.StreamedWork.quiet("build of " + context.root()));
    }

    private BuildImageCmd configured(BuildImageCmd command, ContextTar tar, BuildRequest request) {
        command.withDockerfilePath(tar.dockerfile())
                .withTags(request.tags().stream().map(ImageReference::toString).collect(Collectors.toSet()))
                .withNoCache(request.noCache())
                .withPull(request.pull())
                .withRemove(true)
                .withForcerm(true)
                .withLabels(request.labels())
                .withBuildAuthConfigs(logins());
        request.buildArgs().forEach(command::withBuildArg);
        request.target().ifPresent(command::withTarget);
        request.platform().ifPresent(command::withPlatform);
        return command;
    }

    private AuthConfigurations logins() {
        AuthConfigurations all = new AuthConfigurations();
        credentials
                .all()
                .forEach((registry, login) -> all.addConfig(new AuthConfig()
                        .withRegistryAddress(registry)
                        .withUsername(login.user())
                        .withPassword(login.password())
                        .withIdentityToken(login.identityToken().isEmpty() ? null : login.identityToken())));
        return all;
    }

    private static void send(ContextTar tar, OutputStream sink, long total, ProgressListener progress)
            throws IOException {
        Instant began = Instant.now();
        progress.on(new ProgressEvent.Started(ContextTar.TASK, "send the build context"));
        boolean well = false;
        try {
            tar.writeTo(sink, total, progress);
            well = true;
        } finally {
            Duration took = Duration.between(began, Instant.now());
            progress.on(new ProgressEvent.Finished(ContextTar.TASK, "send the build context", well, took));
        }
    }

    /** The engine's refusal; where the context itself could not be read, that. */
    private static OpsException uploadFailure(ContextUpload upload, BuildContext context, OpsException refusal) {
        if (upload.failure() instanceof OpsException known) {
            return known;
        }
        boolean engineSaid = refusal.kind() == FailureKind.INVALID
                || refusal.kind() == FailureKind.NOT_FOUND
                || refusal.kind() == FailureKind.FAILED;
        if (engineSaid) {
            return new BuildFailures(context).of("", refusal.message(), List.of());
        }
        return upload.failure() instanceof IOException io && !(io.getMessage() + "").contains("Pipe")
                ? ContextSize.unreadable(context, io)
                : refusal;
    }
}
