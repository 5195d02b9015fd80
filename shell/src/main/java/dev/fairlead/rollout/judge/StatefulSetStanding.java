package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A StatefulSet's own counts; where its pods are updated by hand any revision counts, where a partition keeps some only the rest. */
final class StatefulSetStanding {
    private StatefulSetStanding() {}

    static WorkloadStanding of(StatefulSet set, Snapshot snapshot) {
        StatefulSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
        String update = Optional.ofNullable(status.getUpdateRevision()).orElse("");
        int desired = Counts.or(set.getSpec().getReplicas(), 1);
        int toUpdate = Math.max(0, desired - partition(set));
        List<Pod> newest = Counts.pods(snapshot, pod -> Counts.hash(pod).equals(update));
        List<Pod> old = Counts.pods(snapshot, pod -> !Counts.hash(pod).equals(update));
        boolean byHand = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int updated = newest.size();
        int ready = Counts.ready(newest);
        boolean observed = Counts.observed(set.getMetadata(), status.getObservedGeneration());
        Duration minReady = Duration.ofSeconds(Counts.or(set.getSpec().getMinReadySeconds(), 0));
        boolean complete = observed
                && (byHand || Counts.or(status.getUpdatedReplicas(), 0) >= toUpdate && updated >= toUpdate)
                && Counts.or(status.getReadyReplicas(), 0) == desired
                && (minReady.isZero() || Counts.or(status.getAvailableReplicas(), desired) >= desired)
                && Counts.or(status.getReplicas(), 0) == desired;
        int keptOld = Math.min(old.size(), desired - toUpdate);
        int available = available(status, minReady, byHand ? Counts.ready(snapshot.pods()) : ready);
        Replicas replicas = new Replicas(desired, updated, ready, available, byHand ? 0 : old.size() - keptOld);
        return new WorkloadStanding(
                observed,
                snapshot.revisions().stream()
                        .filter(r -> r.getMetadata().getName().equals(update))
                        .map(r -> String.valueOf(r.getRevision()))
                        .findFirst()
                        .orElse(""),
                replicas,
                newest,
                old,
                minReady,
                complete,
                waiting(set, byHand, replicas) + Counts.stopping(snapshot, complete));
    }

    /** Servers before 1.22 count no available pods of a StatefulSet, and know no minReadySeconds there. */
    private static int available(StatefulSetStatus status, Duration minReady, int ready) {
        return minReady.isZero() ? ready : Math.min(ready, Counts.or(status.getAvailableReplicas(), ready));
    }

    private static String waiting(StatefulSet set, boolean byHand, Replicas replicas) {
        if (byHand) {
            return replicas.available() + " available; pods are updated when they are deleted (OnDelete)";
        }
        int kept = Math.min(partition(set), replicas.desired());
        return kept == 0 || replicas.updated() == replicas.desired()
                ? Counts.waiting(replicas)
                : Counts.waiting(replicas) + ", partition " + partition(set) + " keeps " + kept;
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(s -> s.getRollingUpdate())
                .map(r -> r.getPartition())
                .orElse(0);
    }
}
