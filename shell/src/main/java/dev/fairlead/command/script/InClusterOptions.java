package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Grant;
import dev.fairlead.script.job.JobRequest;
import dev.fairlead.script.job.RunResult;
import dev.fairlead.script.job.ScriptJobs;
import dev.fairlead.script.run.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a script runs as a Job; all of it stands before the script's name, {@code --in-cluster} also behind it. */
final class InClusterOptions {
    private static final String IN_CLUSTER = "--in-cluster";

    @Option(names = IN_CLUSTER, description = "Run it as a Job in the session's namespace.")
    private boolean inCluster;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "What the Job's image of fairlead is called; it is built unless its tag is there.")
    @Completes(Candidate.IMAGE)
    private @Nullable String image;

    @Option(names = "--base", paramLabel = "IMAGE", description = "The image with a JDK that it is built on.")
    @Completes(Candidate.IMAGE)
    private @Nullable String base;

    @Option(
            names = "--allow",
            paramLabel = "VERBS:RESOURCE",
            description = "What the Job may do besides what the script's calls show, e.g. get,list:secrets.")
    private List<String> allowed = new ArrayList<>();

    @Option(names = "--keep", description = "Leave the Job and all that belongs to it when it has ended.")
    private boolean keep;

    @Option(names = "--show-rbac", description = "Only show the rights that the Job would get.")
    private boolean rightsOnly;

    /** Whether the script is to run in the cluster. */
    boolean areGiven(List<String> arguments) {
        return inCluster || rightsOnly || arguments.contains(IN_CLUSTER);
    }

    RunResult run(Path file, List<String> arguments, RunOptions options, ScriptJobs jobs, ProgressListener progress) {
        List<Grant> grants =
                allowed.stream().flatMap(typed -> Grant.parse(typed).stream()).toList();
        JobRequest request = new JobRequest(
                file,
                arguments.stream().filter(word -> !word.equals(IN_CLUSTER)).toList(),
                options,
                Optional.ofNullable(image),
                Optional.ofNullable(base),
                grants,
                keep,
                rightsOnly);
        return rightsOnly ? new RunResult.Rights(jobs.rights(request)) : new RunResult.Job(jobs.run(request, progress));
    }
}
