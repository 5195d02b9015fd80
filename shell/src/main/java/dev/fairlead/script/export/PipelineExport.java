package dev.fairlead.script.export;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.InvalidScript;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.ScriptStudy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes pipelines that run saved scripts. */
public final class PipelineExport {
    private final Supplier<ScriptService> scripts;
    private final Path workingDirectory;

    /** @param workingDirectory the project that the pipeline checks out */
    public PipelineExport(Supplier<ScriptService> scripts, Path workingDirectory) {
        this.scripts = scripts;
        this.workingDirectory = workingDirectory;
    }

    /**
     * Makes the pipeline of a script.
     *
     * @param out the file to write, which must not be there; none where it is empty
     * @throws InvalidScript when the script does not compile
     */
    public ExportedPipeline export(Path script, Ci ci, Optional<String> image, Optional<Path> out) {
        ScriptStudy study = scripts.get().study(script);
        if (!study.problems().isEmpty()) {
            throw new InvalidScript(new CheckResult(List.of(study.outline().file()), study.problems()));
        }
        if (Path.of(study.outline().file()).isAbsolute()) {
            throw new OpsException(
                            FailureKind.USAGE,
                            study.outline().file() + " is outside of " + workingDirectory
                                    + ", so no pipeline of this project has it")
                    .hint("cd PROJECT, then script export SCRIPT --ci " + ci);
        }
        String text = ci.text(Pipeline.of(study.outline(), Cache.of(workingDirectory), image));
        out.ifPresent(file -> write(file, text));
        return new ExportedPipeline(ci, out.map(this::shown), text);
    }

    private void write(Path file, String text) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new OpsException(FailureKind.CONFLICT, shown(file) + " is there already; nothing is written", e);
        } catch (IOException e) {
            throw new OpsException(FailureKind.FAILED, "cannot write " + shown(file) + ": " + SystemFailures.why(e), e);
        }
    }

    private String shown(Path file) {
        return file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : file.toString();
    }
}
