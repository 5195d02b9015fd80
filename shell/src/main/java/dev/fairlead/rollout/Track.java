package dev.fairlead.rollout;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Reachability;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One workload under a watch: how it stands, and what was told of it. */
final class Track {
    private static final long CONFIRM_SECONDS = 5;

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final String task;
    private final ProgressListener progress;
    private final Set<String> told = new HashSet<>();
    private final Eyewitness eyewitness = new Eyewitness();

    /**
     * @param cluster in the workload's namespace
     * @param task what its progress is called
     */
    Track(ClusterClient cluster, WorkloadRef ref, String task, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.task = task;
        this.progress = progress;
    }

    WorkloadRef ref() {
        return ref;
    }

    String namespace() {
        return cluster.namespace();
    }

    String context() {
        return cluster.context();
    }

    /**
     * The status by what the watch knows. The end is only what a connected watch says: after a loss its parts come back
     * one by one, and what is new of the pods says nothing beside what is old of their workload. Success is confirmed by
     * a fresh look besides: time alone can turn what was seen before a silent cut into success.
     *
     * @throws OpsException of kind NOT_FOUND when the workload is gone
     */
    RolloutStatus look(WorkloadWatch watch, Tolerances tolerances) {
        Snapshot snapshot = watch.snapshot(ref, cluster.namespace()).orElseThrow(this::gone);
        RolloutStatus status = judged(snapshot, tolerances);
        if (status.over() && watch.trouble().isPresent()) {
            return unconfirmed(status);
        }
        return status.state() == State.CURRENT ? confirmed(status, tolerances) : status;
    }

    void tell(RolloutStatus status, WorkloadWatch watch, boolean connected) {
        watch.snapshot(ref, cluster.namespace())
                .ifPresent(snapshot ->
                        progress.on(new ProgressEvent.Pods(task, status.revision(), PodRows.of(status, snapshot))));
        progress.on(new ProgressEvent.Advanced(
                task,
                connected ? status.message() : status.message() + " (before the connection was lost)",
                status.replicas().available(),
                status.replicas().desired(),
                ProgressEvent.Unit.COUNT));
        for (Verdict verdict : status.verdicts()) {
            if (!verdict.fatal() && told.add(verdict.family() + verdict.reason())) {
                progress.warn(verdict.message());
            }
        }
    }

    /**
     * Tells the end.
     *
     * @throws RolloutFailed when the status is not current
     */
    RolloutStatus finished(RolloutStatus status, WorkloadWatch watch, Duration took) {
        boolean well = status.state() == State.CURRENT;
        progress.on(new ProgressEvent.Finished(task, task + ": " + status.message(), well, took));
        Optional<Snapshot> snapshot = watch.snapshot(ref, cluster.namespace());
        if (well) {
            snapshot.ifPresent(known -> warnOfServices(known.workload()));
            return status;
        }
        throw RolloutFailed.of(
                new Evidence(cluster).added(status), snapshot.flatMap(known -> UndoLine.of(cluster, ref, known)));
    }

    /** Tells that the time is up. */
    RolloutFailed late(RolloutStatus status, WaitRules rules, Duration took) {
        progress.on(new ProgressEvent.Finished(task, task, false, took));
        return RolloutFailed.late(
                new Evidence(cluster).added(status), rules.limit().toSeconds() + "s");
    }

    /** A server that does not answer must not hold up what there is to tell. */
    private RolloutStatus confirmed(RolloutStatus status, Tolerances tolerances) {
        CompletableFuture<RolloutStatus> fresh = new CompletableFuture<>();
        Thread asking = new Thread(() -> ask(fresh, tolerances), "confirm " + ref);
        asking.setDaemon(true);
        asking.start();
        try {
            return fresh.get(CONFIRM_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("stopped watching " + ref);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OpsException failure && failure.kind() == FailureKind.NOT_FOUND) {
                throw failure;
            }
            return unconfirmed(status);
        } catch (TimeoutException e) {
            return unconfirmed(status);
        } finally {
            asking.interrupt();
        }
    }

    private void ask(CompletableFuture<RolloutStatus> answer, Tolerances tolerances) {
        try {
            Workloads workloads = new Workloads(cluster);
            answer.complete(judged(workloads.snapshot(workloads.get(ref)), tolerances));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private RolloutStatus judged(Snapshot snapshot, Tolerances tolerances) {
        return eyewitness.judged(snapshot, tolerances).inContext(cluster.context());
    }

    private OpsException gone() {
        return new OpsException(FailureKind.NOT_FOUND, ref + " is gone from namespace " + cluster.namespace());
    }

    private static RolloutStatus unconfirmed(RolloutStatus s) {
        return new RolloutStatus(
                s.workload(),
                s.namespace(),
                s.context(),
                State.IN_PROGRESS,
                s.replicas(),
                s.revision(),
                s.images(),
                s.message(),
                s.verdicts(),
                s.pods());
    }

    /** Pods that are ready and yet get no requests. */
    private void warnOfServices(HasMetadata workload) {
        if (workload instanceof Job) {
            return;
        }
        try {
            List<Service> services = new Workloads(cluster).listed(Service.class);
            Reachability.warnings(workload, services).forEach(progress::warn);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            progress.note("its services were not looked at: " + e.message());
        }
    }
}
