package dev.fairlead.build;

import dev.fairlead.docker.DockerEngine;
import dev.fairlead.docker.HelperProgram;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** BuildKit, through docker's buildx plugin. */
final class BuildkitEngine implements BuildEngine {
    private static final long MILLIS_TO_END = 1500;

    private final HelperProgram docker;
    private final DockerEngine engine;

    BuildkitEngine(HelperProgram docker, DockerEngine engine) {
        this.docker = docker;
        this.engine = engine;
    }

    /** Whether the plugin is installed. */
    static boolean isUsable(HelperProgram docker) {
        try {
            Process process = docker.start(List.of("buildx", "version"));
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled; nothing was built");
        }
    }

    @Override
    public String name() {
        return "buildkit";
    }

    @Override
    public String build(BuildContext context, BuildRequest request, ProgressListener progress) {
        Steps steps = new Steps(progress);
        BuildkitProgress lines = new BuildkitProgress(steps);
        try {
            Path idFile = Files.createTempFile("fairlead", ".iid");
            try {
                int code = run(words(context, request, idFile), lines, steps, context);
                if (code != 0) {
                    String step = lines.failedStep();
                    throw new BuildFailures(context).of(step, lines.error(), steps.tail(step));
                }
                return Files.readString(idFile).strip();
            } finally {
                Files.deleteIfExists(idFile);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot run docker buildx: " + e.getMessage(), e)
                    .hint("build image " + context.root() + " --builder classic");
        }
    }

    private int run(List<String> words, BuildkitProgress lines, Steps steps, BuildContext context) throws IOException {
        Process process = docker.start(words);
        process.getOutputStream().close();
        CompletableFuture<Void> errors =
                CompletableFuture.runAsync(() -> read(process.errorReader(StandardCharsets.UTF_8), lines));
        CompletableFuture<Void> output =
                CompletableFuture.runAsync(() -> read(process.inputReader(StandardCharsets.UTF_8), lines));
        try {
            int code = engine.await("build " + context.root(), process.onExit()).exitValue();
            CompletableFuture.allOf(errors, output).join();
            return code;
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw steps.cancelled(context.root());
        } catch (OpsException e) {
            end(process);
            throw e;
        }
    }

    /** The client tells the engine on SIGTERM; the plugin is a process of its own under it. */
    private static void end(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        below.forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(MILLIS_TO_END, TimeUnit.MILLISECONDS)) {
                below.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            below.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void read(BufferedReader reader, BuildkitProgress lines) {
        try (reader) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.line(line);
            }
        } catch (IOException e) {
            lines.line("the output of buildx broke off: " + e.getMessage());
        }
    }

    private static List<String> words(BuildContext context, BuildRequest request, Path idFile) {
        List<String> words = new ArrayList<>(List.of("buildx", "build", "--progress=rawjson", "--load"));
        option(words, "--iidfile", idFile.toString());
        option(words, "--file", context.dockerfile().toString());
        request.tags().forEach(tag -> option(words, "--tag", tag.toString()));
        request.buildArgs().forEach((name, value) -> option(words, "--build-arg", name + "=" + value));
        request.labels().forEach((name, value) -> option(words, "--label", name + "=" + value));
        request.secrets().forEach(secret -> option(words, "--secret", secret.text()));
        request.target().ifPresent(target -> option(words, "--target", target));
        request.platform().ifPresent(platform -> option(words, "--platform", platform));
        if (request.noCache()) {
            words.add("--no-cache");
        }
        if (request.pull()) {
            words.add("--pull");
        }
        words.add(context.root().toString());
        return words;
    }

    private static void option(List<String> words, String name, String value) {
        words.add(name + "=" + value);
    }
}
