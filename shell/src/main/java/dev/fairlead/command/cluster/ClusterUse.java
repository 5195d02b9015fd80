package dev.fairlead.command.cluster;

import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.ContextChange;
import dev.fairlead.cluster.UseRequest;
import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.LineParser;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Rbac;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "use", description = "Use another context or namespace for the rest of the session.")
@Rbac
final class ClusterUse implements ShellCommand<ContextChange> {
    @Parameters(arity = "0..1", paramLabel = "CONTEXT", description = "The context; the current one if not given.")
    @Completes(Candidate.CONTEXT)
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace; the context's own if not given.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    @Option(names = "--save", description = "Write it to the kubeconfig, for later sessions and other tools too.")
    private boolean save;

    private final ClusterService clusters;
    private final boolean sessionLasts;

    ClusterUse(ClusterService clusters, boolean sessionLasts) {
        this.clusters = clusters;
        this.sessionLasts = sessionLasts;
    }

    @Override
    public ContextChange run(ProgressListener progress) {
        if (!save && !sessionLasts) {
            throw new OpsException(FailureKind.USAGE, "cluster use: the session ends with this line")
                    .hint("cluster use --save" + words(context, ""))
                    .hint("fairlead" + words(context, " --context"));
        }
        return clusters.use(new UseRequest(Optional.ofNullable(context), Optional.ofNullable(namespace), save));
    }

    private String words(@Nullable String chosen, String option) {
        String context = chosen == null ? "" : option + " " + LineParser.quote(chosen);
        return context + (namespace == null ? "" : " -n " + LineParser.quote(namespace));
    }
}
