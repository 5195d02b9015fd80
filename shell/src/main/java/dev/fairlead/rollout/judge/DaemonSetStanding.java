package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A DaemonSet's own counts: one pod for each node that fits. */
final class DaemonSetStanding {
    private DaemonSetStanding() {}

    static WorkloadStanding of(DaemonSet set, Snapshot snapshot) {
        DaemonSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(DaemonSetStatus::new);
        Optional<ControllerRevision> newest =
                snapshot.revisions().stream().max(Comparator.comparingLong(r -> Counts.or(r.getRevision(), 0L)));
        String hash = newest.map(r -> r.getMetadata().getLabels().get(Counts.REVISION_HASH))
                .orElse("");
        int desired = Counts.or(status.getDesiredNumberScheduled(), 0);
        List<Pod> newestPods = Counts.pods(
                snapshot, pod -> newest.isEmpty() || Counts.hash(pod).equals(hash));
        List<Pod> old = Counts.pods(
                snapshot, pod -> newest.isPresent() && !Counts.hash(pod).equals(hash));
        int toGo = (int) old.stream().filter(DaemonSetStanding::isToGo).count();
        int updated = Counts.or(status.getUpdatedNumberScheduled(), 0);
        int available = Counts.or(status.getNumberAvailable(), 0);
        boolean observed = Counts.observed(set.getMetadata(), status.getObservedGeneration());
        boolean byHand = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int counted = byHand ? available : Math.min(available, updated);
        boolean complete = observed && (byHand || updated >= desired && toGo == 0) && available >= desired;
        Replicas replicas =
                new Replicas(desired, updated, Counts.ready(newestPods), counted, byHand || complete ? 0 : old.size());
        return new WorkloadStanding(
                observed,
                newest.map(r -> String.valueOf(r.getRevision())).orElse(""),
                replicas,
                newestPods,
                old,
                Duration.ofSeconds(Counts.or(set.getSpec().getMinReadySeconds(), 0)),
                complete,
                daemons(desired, byHand, replicas) + Counts.stopping(snapshot, complete));
    }

    /** Whether the controller has yet to delete it; one that ended or was told to go is out of the way. */
    private static boolean isToGo(Pod pod) {
        String phase = String.valueOf(pod.getStatus().getPhase());
        return pod.getMetadata().getDeletionTimestamp() == null
                && !phase.equals("Failed")
                && !phase.equals("Succeeded");
    }

    private static String daemons(int desired, boolean byHand, Replicas replicas) {
        if (desired == 0) {
            return "no node fits its selector, so there is no pod";
        }
        return byHand
                ? replicas.available() + " available; pods are updated when they are deleted (OnDelete)"
                : Counts.waiting(replicas);
    }
}
