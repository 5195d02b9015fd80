package dev.fairlead.release;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.Notification;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a release works with.
 *
 * @param scope the context and namespace of {@code cluster}
 * @param confirm asks the user who is there; empty where nobody is
 * @param who the user and the machine, for others to read
 * @param notices takes what others are told of it
 */
record ReleaseContext(
        ClusterClient cluster,
        ClusterScope scope,
        RolloutService rollouts,
        Gatekeeper gates,
        Function<String, Optional<Boolean>> confirm,
        String who,
        Consumer<Notification> notices,
        ProgressListener progress) {

    /** The same, heard elsewhere too. */
    ReleaseContext telling(Consumer<Notification> newNotices) {
        return new ReleaseContext(cluster, scope, rollouts, gates, confirm, who, newNotices, progress);
    }

    /** By the server's clock. */
    Instant now() {
        return Instant.now().plus(cluster.clockSkew());
    }

    /** A line about the workload, as it is typed here. */
    String line(String verb, ObjectName workload) {
        return "rollout " + verb + " " + workload + " -n " + cluster.namespace();
    }
}
