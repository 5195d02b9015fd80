package dev.fairlead.multicluster;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.List;
import java.util.Optional;

/**
 * Where a rollout goes.
 *
 * @param contexts in the order of the waves
 * @param namespace in each of them; empty for each context's own
 * @param rollBack whether a failure takes back the contexts that were done before
 */
public record MultiClusterRequest(
        WorkloadRef workload, List<String> contexts, Optional<String> namespace, Waves waves, boolean rollBack) {

    public MultiClusterRequest {
        contexts = List.copyOf(contexts);
        waves.of(contexts);
    }

    /** The contexts of each wave; a request whose waves do not fit its contexts is not made. */
    List<List<String>> inWaves() {
        return waves.of(contexts);
    }

    ClusterScope scope(String context) {
        return new ClusterScope(Optional.of(context), namespace);
    }
}
