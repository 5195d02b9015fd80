package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.LogLine;
import dev.fairlead.cluster.LogsRequest;
import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show the log of a pod, or of the pods of a workload.")
@Rbac(on = Subject.WORKLOAD_OR_POD, operations = Operation.READ)
@Rbac(
        resources = "pods",
        operations = {Operation.READ, Operation.LIST})
@Rbac(resources = "pods/log", operations = Operation.READ)
final class ClusterLogs implements ShellCommand<Streamed<LogLine>> {
    @Parameters(
            arity = "0..1",
            paramLabel = "POD|KIND/NAME",
            description = "A pod, or a workload whose pods are meant, e.g. deployment/web.")
    @Completes(Candidate.POD)
    private @Nullable String target;

    @Option(
            names = {"-l", "--selector"},
            paramLabel = "LABELS",
            defaultValue = "",
            description = "The pods with these labels.")
    private String labels = "";

    @Option(
            names = {"-c", "--container"},
            paramLabel = "CONTAINER",
            defaultValue = "",
            description = "This container; the pod's default one if not given.")
    private String container = "";

    @Option(names = "--all-containers", description = "All containers of a pod, the init containers too.")
    private boolean allContainers;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines are written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-p", "--previous"},
            description = "The log of the run before the last restart.")
    private boolean previous;

    @Option(names = "--tail", paramLabel = "N", description = "The last N lines only.")
    private @Nullable Integer tail;

    @Option(names = "--since", paramLabel = "DURATION", description = "Lines of the last DURATION only, e.g. 5m.")
    private @Nullable Duration since;

    @Option(names = "--timestamps", description = "Show when each line was written.")
    private boolean timestamps;

    @Option(names = "--raw", description = "Print control characters as they are; they may change the terminal.")
    private boolean raw;

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    private final ClusterService clusters;

    ClusterLogs(ClusterService clusters) {
        this.clusters = clusters;
    }

    @Override
    public Streamed<LogLine> run(ProgressListener progress) {
        return clusters.logs(
                new LogsRequest(
                        scope.scope(),
                        target == null ? "" : target,
                        labels,
                        container,
                        allContainers,
                        follow,
                        previous,
                        Optional.ofNullable(tail),
                        Optional.ofNullable(since),
                        timestamps,
                        raw),
                progress);
    }
}
