package dev.fairlead.release;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a release works with.
 *
 * @param scope the context and namespace of {@code cluster}
 * @param confirm asks the user who is there; empty where nobody is
 * @param who the user and the machine, for others to read
 */
record Surroundings(
        ClusterClient cluster,
        ClusterScope scope,
        RolloutService rollouts,
        Gatekeeper gates,
        Function<String, Optional<Boolean>> confirm,
        String who,
        ProgressListener progress) {

    /** A line about the workload, as it is typed here. */
    String line(String verb, ObjectName workload) {
        return "rollout " + verb + " " + workload + " -n " + cluster.namespace();
    }
}
