package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the counts of several kinds have in common, and how they are told. */
final class Counts {
    static final String REVISION_HASH = "controller-revision-hash";

    private Counts() {}

    /** Pods that were told to go and take their time; some controllers wait for them. */
    static String stopping(Snapshot snapshot, boolean complete) {
        long going = snapshot.pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .count();
        return complete || going == 0 ? "" : ", " + going + " stopping";
    }

    static String waiting(Replicas r) {
        if (r.desired() == 0 && r.old() == 0) {
            return "scaled to 0";
        }
        String counts = r.updated() + " of " + r.desired() + " updated, "
                + (r.ready() > r.available() ? r.ready() + " ready, " : "") + r.available() + " available";
        return r.old() > 0 ? counts + ", " + r.old() + " old to go" : counts;
    }

    static String hash(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(REVISION_HASH))
                .orElse("");
    }

    static int ready(List<Pod> pods) {
        return (int) pods.stream().filter(Readiness::isReady).count();
    }

    static List<Pod> pods(Snapshot snapshot, Predicate<Pod> which) {
        return snapshot.pods().stream().filter(which).toList();
    }

    static boolean observed(ObjectMeta meta, @Nullable Long observed) {
        return or(observed, 0L) >= or(meta.getGeneration(), 0L);
    }

    static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
