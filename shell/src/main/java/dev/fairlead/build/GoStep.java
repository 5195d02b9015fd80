package dev.fairlead.build;

import dev.fairlead.build.dockerfile.Instruction;
import dev.fairlead.docker.HelperProgram;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import dev.fairlead.oci.ImageDraft;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * {@code RUN go build -o FILE} of a stage on Go's image, done without a container: by the Go toolchain of this machine,
 * which compiles and runs nothing of the sources. Where there is none, a {@link PlaceholderBase} takes the program's place.
 */
final class GoStep {
    private static final int PROGRAM_MODE = 0755;

    private final Settings settings;
    private final Scratch scratch;
    private final ProgressListener progress;

    GoStep(Settings settings, Scratch scratch, ProgressListener progress) {
        this.settings = settings;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** Whether an image is Go's own, by whatever registry it comes from. */
    static boolean isGoImage(String base) {
        return base.matches("(.*/)?golang(:[^/]*)?(@.*)?");
    }

    void run(ImageDraft draft, StageVariables variables, Instruction instruction, String step, Steps steps)
            throws IOException {
        List<GoCommand> commands = GoCommand.of(instruction, variables)
                .orElseThrow(() -> new OpsException(
                                FailureKind.BUILD,
                                "build failed at " + step + ": this builder has no engine to run it; of a stage FROM"
                                        + " golang it does RUN go build -o FILE only")
                        .hint("write line " + instruction.line() + " as RUN go build -o FILE PACKAGE"));
        Optional<HelperProgram> go = HelperProgram.find(settings, "go");
        for (GoCommand command : commands) {
            String path = path(draft, command.output());
            FileNode program = go.isPresent()
                    ? compiled(go.get(), draft, variables, command, instruction, step, steps)
                    : standIn(draft, variables, command, path);
            FileTree made = new FileTree();
            CopyStep.directories(draft.files(), FileTree.parent(path), made, FileNode.directory(PROGRAM_MODE, 0, 0));
            made.put(path, program);
            draft.add(made, instruction.toString());
        }
    }

    private FileNode compiled(
            HelperProgram go,
            ImageDraft draft,
            StageVariables variables,
            GoCommand command,
            Instruction instruction,
            String step,
            Steps steps)
            throws IOException {
        Path root = scratch.directory("stage");
        WrittenFiles.write(draft.files(), root);
        Path output = scratch.directory("built").resolve("program");
        List<String> arguments = new ArrayList<>(command.arguments());
        arguments.addAll(1, List.of("-o", output.toString()));
        String workingDirectory = draft.run().path("WorkingDir").asText("/");
        Path directory = Files.createDirectories(root.resolve(draft.files().resolve(workingDirectory)));
        Process process = go.start(arguments, directory, environment(draft, variables, command));
        int exitCode = followed(process, step, steps);
        if (exitCode != 0) {
            throw new OpsException(
                            FailureKind.BUILD, "build failed at " + step + ": it ended with exit code " + exitCode)
                    .details(steps.tail(step))
                    .hint("correct the sources, or line " + instruction.line() + " of the Dockerfile, and build again");
        }
        return FileNode.file(PROGRAM_MODE, Files.size(output), () -> Files.newInputStream(output));
    }

    private Map<String, String> environment(ImageDraft draft, StageVariables variables, GoCommand command) {
        String[] platform = draft.platform().split("/", 3);
        Map<String, String> environment = new LinkedHashMap<>(variables.all());
        // The stage's own are of the image: its paths do not exist here.
        environment.keySet().removeAll(List.of("PATH", "HOME", "GOPATH", "GOROOT", "GOCACHE", "GOMODCACHE"));
        environment.put("HOME", settings.home().toString());
        environment.put("GOOS", platform[0]);
        environment.put("GOARCH", platform[1]);
        environment.putAll(command.environment());
        // No C compiler, no other toolchain fetched, no path of this machine in what is built.
        environment.put("CGO_ENABLED", "0");
        environment.put("GOTOOLCHAIN", "local");
        environment.merge("GOFLAGS", "-trimpath", (own, more) -> own + " " + more);
        return environment;
    }

    private FileNode standIn(ImageDraft draft, StageVariables variables, GoCommand command, String path)
            throws IOException {
        if (!draft.platform().equals("linux/amd64")) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "no go on the PATH, and nothing prebuilt stands in for a program of " + draft.platform())
                    .hint("build image PATH --platform linux/amd64");
        }
        progress.warn("no go on the PATH: a prebuilt static file stands in for /" + path
                + "; the image does not hold the program of these sources");
        return PlaceholderBase.of(
                path, draft.files(), List.of(command.toString(), variables.all().toString()));
    }

    private static int followed(Process process, String step, Steps steps) throws IOException {
        try (InputStream output = process.getInputStream()) {
            byte[] buffer = new byte[1 << 13];
            while (process.isAlive() || output.available() > 0) {
                if (output.available() > 0) {
                    int read = output.read(buffer);
                    steps.printed(step, new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8));
                } else {
                    process.waitFor(20, TimeUnit.MILLISECONDS);
                }
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: " + step);
        }
    }

    private static String path(ImageDraft draft, String output) {
        String workingDirectory = draft.run().path("WorkingDir").asText("/");
        return draft.files()
                .resolve(IgnoreRules.clean(output.startsWith("/") ? output : "/" + workingDirectory + "/" + output));
    }
}
