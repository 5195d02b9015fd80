package dev.fairlead.rollout.judge;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ReplicationControllerStatus;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads each kind's own counts. */
final class Standings {
    private Standings() {}

    static WorkloadStanding of(Snapshot snapshot) {
        HasMetadata workload = snapshot.workload();
        if (workload instanceof Deployment deployment) {
            return deployment(deployment, snapshot);
        } else if (workload instanceof StatefulSet set) {
            return StatefulSetStanding.of(set, snapshot);
        } else if (workload instanceof DaemonSet set) {
            return DaemonSetStanding.of(set, snapshot);
        } else if (workload instanceof ReplicaSet set) {
            return replicaSet(set, snapshot);
        } else if (workload instanceof ReplicationController controller) {
            return replicationController(controller, snapshot);
        } else if (workload instanceof Job job) {
            return job(job, snapshot);
        } else if (workload instanceof Pod pod) {
            return pod(pod);
        }
        throw new OpsException(FailureKind.USAGE, "a " + workload.getKind() + " cannot be rolled out");
    }

    private static WorkloadStanding deployment(Deployment deployment, Snapshot snapshot) {
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        Optional<ReplicaSet> newest = RevisionOrder.newest(deployment, snapshot.replicaSets());
        String uid = newest.map(set -> set.getMetadata().getUid()).orElse("");
        int desired = Counts.or(deployment.getSpec().getReplicas(), 1);
        int updated = Counts.or(status.getUpdatedReplicas(), 0);
        int old = Counts.or(status.getReplicas(), 0) - updated;
        int available = newest.map(set -> Counts.or(set.getStatus().getAvailableReplicas(), 0))
                .orElse(0);
        int ready = newest.map(set -> Counts.or(set.getStatus().getReadyReplicas(), 0))
                .orElse(0);
        boolean observed = Counts.observed(deployment.getMetadata(), status.getObservedGeneration());
        boolean complete = observed
                && newest.isPresent()
                && updated == desired
                && old <= 0
                && Counts.or(status.getAvailableReplicas(), 0) == desired;
        Replicas replicas = new Replicas(desired, updated, ready, Math.min(available, desired), Math.max(0, old));
        boolean paused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
        return new WorkloadStanding(
                observed,
                newest.map(RevisionOrder::number).map(String::valueOf).orElse(""),
                replicas,
                Counts.pods(snapshot, pod -> Snapshot.isOwned(pod, uid)),
                Counts.pods(snapshot, pod -> !Snapshot.isOwned(pod, uid)),
                Duration.ofSeconds(Counts.or(deployment.getSpec().getMinReadySeconds(), 0)),
                complete,
                (paused ? "paused: " : "") + Counts.waiting(replicas) + Counts.stopping(snapshot, complete));
    }

    /** One that stands alone. */
    private static WorkloadStanding replicaSet(ReplicaSet set, Snapshot snapshot) {
        ReplicaSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(ReplicaSetStatus::new);
        return ofOneRevision(
                snapshot,
                Counts.observed(set.getMetadata(), status.getObservedGeneration()),
                Counts.or(set.getSpec().getMinReadySeconds(), 0),
                new Replicas(
                        Counts.or(set.getSpec().getReplicas(), 1),
                        Counts.or(status.getReplicas(), 0),
                        Counts.or(status.getReadyReplicas(), 0),
                        Counts.or(status.getAvailableReplicas(), 0),
                        0));
    }

    private static WorkloadStanding replicationController(ReplicationController controller, Snapshot snapshot) {
        ReplicationControllerStatus status =
                Optional.ofNullable(controller.getStatus()).orElseGet(ReplicationControllerStatus::new);
        return ofOneRevision(
                snapshot,
                Counts.observed(controller.getMetadata(), status.getObservedGeneration()),
                Counts.or(controller.getSpec().getMinReadySeconds(), 0),
                new Replicas(
                        Counts.or(controller.getSpec().getReplicas(), 1),
                        Counts.or(status.getReplicas(), 0),
                        Counts.or(status.getReadyReplicas(), 0),
                        Counts.or(status.getAvailableReplicas(), 0),
                        0));
    }

    /** Its pods are all of one revision. */
    private static WorkloadStanding ofOneRevision(
            Snapshot snapshot, boolean observed, int minReady, Replicas replicas) {
        return new WorkloadStanding(
                observed,
                "",
                replicas,
                snapshot.pods(),
                List.of(),
                Duration.ofSeconds(minReady),
                observed && replicas.updated() == replicas.desired() && replicas.available() == replicas.desired(),
                Counts.waiting(replicas));
    }

    private static WorkloadStanding job(Job job, Snapshot snapshot) {
        JobStatus status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
        int wanted = Counts.or(
                job.getSpec().getCompletions(), Counts.or(job.getSpec().getParallelism(), 1));
        int succeeded = Counts.or(status.getSucceeded(), 0);
        boolean complete = status.getConditions().stream()
                .anyMatch(c -> "Complete".equals(c.getType()) && "True".equals(c.getStatus()));
        Replicas replicas = new Replicas(wanted, snapshot.pods().size(), Counts.ready(snapshot.pods()), succeeded, 0);
        return new WorkloadStanding(
                true,
                "",
                replicas,
                snapshot.pods(),
                List.of(),
                Duration.ZERO,
                complete,
                (Boolean.TRUE.equals(job.getSpec().getSuspend()) ? "suspended: " : "") + succeeded + " of " + wanted
                        + " succeeded");
    }

    private static WorkloadStanding pod(Pod pod) {
        boolean ready = Counts.ready(List.of(pod)) == 1;
        boolean succeeded = "Succeeded".equals(pod.getStatus().getPhase());
        int up = ready || succeeded ? 1 : 0;
        String waiting = succeeded ? "succeeded" : ready ? "ready" : "not ready";
        return new WorkloadStanding(
                true, "", new Replicas(1, 1, up, up, 0), List.of(pod), List.of(), Duration.ZERO, up == 1, waiting);
    }
}
