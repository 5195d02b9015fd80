package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.export.Ci;
import dev.fairlead.script.export.ExportedPipeline;
import dev.fairlead.script.export.PipelineExport;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", description = "Write a pipeline that runs a saved script.")
final class ExportScript implements ShellCommand<ExportedPipeline> {
    @Parameters(paramLabel = "FILE", description = "The script.")
    @Completes(Candidate.SCRIPT)
    private Path file;

    @Option(
            names = "--ci",
            required = true,
            paramLabel = "CI",
            description = "Where the pipeline runs: ${COMPLETION-CANDIDATES}.")
    private Ci ci;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image of fairlead that it runs in; the variable FAIRLEAD_IMAGE if not given.")
    @Completes(Candidate.IMAGE)
    private @Nullable String image;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this file, which must not be there yet, instead of standard output.")
    @Completes(Candidate.FILE)
    private @Nullable Path out;

    private final PipelineExport pipelines;

    ExportScript(PipelineExport pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public ExportedPipeline run(ProgressListener progress) {
        return pipelines.export(file, ci, Optional.ofNullable(image), Optional.ofNullable(out));
    }
}
