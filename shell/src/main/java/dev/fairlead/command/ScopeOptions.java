package dev.fairlead.command;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where on which cluster a line works; a mixin of every command that asks a cluster. */
public final class ScopeOptions {
    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "Use this kube context instead of the session's.")
    @Completes(Candidate.CONTEXT)
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Use this namespace instead of the session's.")
    @Completes(Candidate.NAMESPACE)
    private @Nullable String namespace;

    public ClusterScope scope() {
        return new ClusterScope(Optional.ofNullable(context), Optional.ofNullable(namespace));
    }
}
