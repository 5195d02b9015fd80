package dev.fairlead.rollout.judge;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads each kind's own counts. */
final class Standings {
    private static final String REVISION_HASH = "controller-revision-hash";

    private Standings() {}

    static Standing of(Snapshot snapshot) {
        HasMetadata workload = snapshot.workload();
        if (workload instanceof Deployment deployment) {
            return deployment(deployment, snapshot);
        } else if (workload instanceof StatefulSet set) {
            return statefulSet(set, snapshot);
        } else if (workload instanceof DaemonSet set) {
            return daemonSet(set, snapshot);
        } else if (workload instanceof ReplicaSet set) {
            return replicaSet(set, snapshot);
        } else if (workload instanceof Job job) {
            return job(job, snapshot);
        } else if (workload instanceof Pod pod) {
            return pod(pod);
        }
        throw new OpsException(FailureKind.USAGE, "a " + workload.getKind() + " cannot be rolled out");
    }

    private static Standing deployment(Deployment deployment, Snapshot snapshot) {
        DeploymentStatus status = Optional.ofNullable(deployment.getStatus()).orElseGet(DeploymentStatus::new);
        Optional<ReplicaSet> newest = Revisions.newest(deployment, snapshot.replicaSets());
        String uid = newest.map(set -> set.getMetadata().getUid()).orElse("");
        int desired = or(deployment.getSpec().getReplicas(), 1);
        int updated = or(status.getUpdatedReplicas(), 0);
        int old = or(status.getReplicas(), 0) - updated;
        int available =
                newest.map(set -> or(set.getStatus().getAvailableReplicas(), 0)).orElse(0);
        int ready = newest.map(set -> or(set.getStatus().getReadyReplicas(), 0)).orElse(0);
        boolean observed = observed(deployment.getMetadata(), status.getObservedGeneration());
        boolean complete = observed
                && newest.isPresent()
                && updated == desired
                && old <= 0
                && or(status.getAvailableReplicas(), 0) == desired;
        Replicas replicas = new Replicas(desired, updated, ready, Math.min(available, desired), Math.max(0, old));
        boolean paused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
        return new Standing(
                observed,
                newest.map(Revisions::number).map(String::valueOf).orElse(""),
                replicas,
                pods(snapshot, pod -> Snapshot.isOwned(pod, uid)),
                pods(snapshot, pod -> !Snapshot.isOwned(pod, uid)),
                Duration.ofSeconds(or(deployment.getSpec().getMinReadySeconds(), 0)),
                complete,
                (paused && !complete ? "paused: " : "") + waiting(replicas) + stopping(snapshot, complete));
    }

    /** One that stands alone; its pods are all of one revision. */
    private static Standing replicaSet(ReplicaSet set, Snapshot snapshot) {
        ReplicaSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(ReplicaSetStatus::new);
        int desired = or(set.getSpec().getReplicas(), 1);
        int present = or(status.getReplicas(), 0);
        Replicas replicas = new Replicas(
                desired, present, or(status.getReadyReplicas(), 0), or(status.getAvailableReplicas(), 0), 0);
        boolean observed = observed(set.getMetadata(), status.getObservedGeneration());
        return new Standing(
                observed,
                "",
                replicas,
                snapshot.pods(),
                List.of(),
                Duration.ofSeconds(or(set.getSpec().getMinReadySeconds(), 0)),
                observed && present == desired && replicas.available() == desired,
                waiting(replicas));
    }

    private static Standing statefulSet(StatefulSet set, Snapshot snapshot) {
        StatefulSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
        String update = Optional.ofNullable(status.getUpdateRevision()).orElse("");
        int desired = or(set.getSpec().getReplicas(), 1);
        int toUpdate = Math.max(0, desired - partition(set));
        List<Pod> newest = pods(snapshot, pod -> hash(pod).equals(update));
        List<Pod> old = pods(snapshot, pod -> !hash(pod).equals(update));
        boolean byHand = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int updated = newest.size();
        int ready = ready(newest);
        boolean observed = observed(set.getMetadata(), status.getObservedGeneration());
        Duration minReady = Duration.ofSeconds(or(set.getSpec().getMinReadySeconds(), 0));
        boolean complete = observed
                && (byHand || or(status.getUpdatedReplicas(), 0) >= toUpdate && updated >= toUpdate)
                && or(status.getReadyReplicas(), 0) == desired
                && (minReady.isZero() || or(status.getAvailableReplicas(), desired) >= desired)
                && or(status.getReplicas(), 0) == desired;
        int keptOld = Math.min(old.size(), desired - toUpdate);
        int available = available(status, minReady, byHand ? ready(snapshot.pods()) : ready);
        Replicas replicas = new Replicas(desired, updated, ready, available, byHand ? 0 : old.size() - keptOld);
        return new Standing(
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
                waiting(set, byHand, replicas) + stopping(snapshot, complete));
    }

    /** Servers before 1.22 count no available pods of a StatefulSet, and know no minReadySeconds there. */
    private static int available(StatefulSetStatus status, Duration minReady, int ready) {
        return minReady.isZero() ? ready : Math.min(ready, or(status.getAvailableReplicas(), ready));
    }

    private static String waiting(StatefulSet set, boolean byHand, Replicas replicas) {
        if (byHand) {
            return replicas.available() + " available; pods are updated when they are deleted (OnDelete)";
        }
        int kept = Math.min(partition(set), replicas.desired());
        return kept == 0 || replicas.updated() == replicas.desired()
                ? waiting(replicas)
                : waiting(replicas) + ", partition " + partition(set) + " keeps " + kept;
    }

    /** Pods that were told to go and take their time; some controllers wait for them. */
    private static String stopping(Snapshot snapshot, boolean complete) {
        long going = snapshot.pods().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .count();
        return complete || going == 0 ? "" : ", " + going + " stopping";
    }

    private static Standing daemonSet(DaemonSet set, Snapshot snapshot) {
        DaemonSetStatus status = Optional.ofNullable(set.getStatus()).orElseGet(DaemonSetStatus::new);
        Optional<ControllerRevision> newest =
                snapshot.revisions().stream().max(Comparator.comparingLong(r -> or(r.getRevision(), 0L)));
        String hash =
                newest.map(r -> r.getMetadata().getLabels().get(REVISION_HASH)).orElse("");
        int desired = or(status.getDesiredNumberScheduled(), 0);
        List<Pod> newestPods = pods(snapshot, pod -> hash(pod).equals(hash));
        List<Pod> old = pods(snapshot, pod -> !hash(pod).equals(hash));
        int updated = or(status.getUpdatedNumberScheduled(), 0);
        int available = or(status.getNumberAvailable(), 0);
        boolean observed = observed(set.getMetadata(), status.getObservedGeneration());
        boolean byHand = set.getSpec().getUpdateStrategy() != null
                && "OnDelete".equals(set.getSpec().getUpdateStrategy().getType());
        int counted = byHand ? available : Math.min(available, updated);
        Replicas replicas = new Replicas(desired, updated, ready(newestPods), counted, byHand ? 0 : old.size());
        boolean complete = observed && (byHand || updated >= desired) && available >= desired;
        return new Standing(
                observed,
                newest.map(r -> String.valueOf(r.getRevision())).orElse(""),
                replicas,
                newestPods,
                old,
                Duration.ofSeconds(or(set.getSpec().getMinReadySeconds(), 0)),
                complete,
                daemons(desired, byHand, replicas) + stopping(snapshot, complete));
    }

    private static String daemons(int desired, boolean byHand, Replicas replicas) {
        if (desired == 0) {
            return "no node fits its selector, so there is no pod";
        }
        return byHand
                ? replicas.available() + " available; pods are updated when they are deleted (OnDelete)"
                : waiting(replicas);
    }

    private static Standing job(Job job, Snapshot snapshot) {
        JobStatus status = Optional.ofNullable(job.getStatus()).orElseGet(JobStatus::new);
        int wanted = or(job.getSpec().getCompletions(), or(job.getSpec().getParallelism(), 1));
        int succeeded = or(status.getSucceeded(), 0);
        boolean complete = status.getConditions().stream()
                .anyMatch(c -> "Complete".equals(c.getType()) && "True".equals(c.getStatus()));
        Replicas replicas = new Replicas(wanted, snapshot.pods().size(), ready(snapshot.pods()), succeeded, 0);
        return new Standing(
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

    private static Standing pod(Pod pod) {
        boolean ready = ready(List.of(pod)) == 1;
        boolean succeeded = "Succeeded".equals(pod.getStatus().getPhase());
        int up = ready || succeeded ? 1 : 0;
        String waiting = succeeded ? "succeeded" : ready ? "ready" : "not ready";
        return new Standing(
                true, "", new Replicas(1, 1, up, up, 0), List.of(pod), List.of(), Duration.ZERO, up == 1, waiting);
    }

    private static String waiting(Replicas r) {
        if (r.desired() == 0 && r.old() == 0) {
            return "scaled to 0";
        }
        String counts = r.updated() + " of " + r.desired() + " updated, "
                + (r.ready() > r.available() ? r.ready() + " ready, " : "") + r.available() + " available";
        return r.old() > 0 ? counts + ", " + r.old() + " old to go" : counts;
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(s -> s.getRollingUpdate())
                .map(r -> r.getPartition())
                .orElse(0);
    }

    private static String hash(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(REVISION_HASH))
                .orElse("");
    }

    private static int ready(List<Pod> pods) {
        return (int) pods.stream().filter(Readiness::isReady).count();
    }

    private static List<Pod> pods(Snapshot snapshot, Predicate<Pod> which) {
        return snapshot.pods().stream().filter(which).toList();
    }

    private static boolean observed(ObjectMeta meta, @Nullable Long observed) {
        return or(observed, 0L) >= or(meta.getGeneration(), 0L);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
