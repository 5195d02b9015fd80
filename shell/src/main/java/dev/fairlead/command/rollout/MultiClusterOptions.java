package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.multicluster.MultiClusterRequest;
import dev.fairlead.multicluster.Waves;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where else a deploy goes. */
final class MultiClusterOptions {
    @Option(
            names = "--contexts",
            split = ",",
            paramLabel = "CONTEXT",
            description = "Deploy in these kube contexts, one wave after another, and stop at the first that fails.")
    @Completes(Candidate.CONTEXT)
    private List<String> contexts = new ArrayList<>();

    @Option(
            names = "--wave",
            paramLabel = "SIZES",
            description = "Up to how many contexts each wave reaches, e.g. 1,50%%,100%%; 1,100%% if not given.")
    private @Nullable String wave;

    @Option(
            names = "--roll-back-waves",
            description = "When a wave fails, go back in the contexts that were done before, too.")
    private boolean rollBack;

    /**
     * Empty where it is about one context.
     *
     * @throws OpsException of kind USAGE when the options contradict each other
     */
    Optional<MultiClusterRequest> request(WorkloadRef workload, ClusterScope scope) {
        if (contexts.isEmpty()) {
            if (wave != null || rollBack) {
                throw new OpsException(
                        FailureKind.USAGE,
                        (wave != null ? "--wave" : "--roll-back-waves") + " is about several contexts; name them with"
                                + " --contexts");
            }
            return Optional.empty();
        }
        if (scope.context().isPresent()) {
            throw new OpsException(FailureKind.USAGE, "--context and --contexts both say where; give one of them");
        }
        Waves waves = wave == null ? Waves.DEFAULT : Waves.parse(wave);
        return Optional.of(new MultiClusterRequest(workload, contexts, scope.namespace(), waves, rollBack));
    }
}
