package dev.fairlead.rollout;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.Reachability;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Watches a workload until it is judged to be over, and tells what changes meanwhile. */
final class Follower {
    /** Tolerances run out without any change in the cluster, so it is judged again after this long at most. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ProgressListener progress;
    private final Set<String> told = new HashSet<>();
    private boolean connected = true;

    Follower(ClusterClient cluster, WorkloadRef ref, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.progress = progress;
    }

    /**
     * The status when it is over.
     *
     * @throws RolloutFailed when it failed, or is not over within the limit
     * @throws OpsException of kind NOT_FOUND when the workload is deleted meanwhile
     */
    RolloutStatus follow(HasMetadata workload, WaitRules rules) {
        long start = System.nanoTime();
        try (WorkloadWatch watch = new WorkloadWatch(cluster, workload)) {
            while (true) {
                RolloutStatus status = look(watch, rules);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                if (status.over()) {
                    return finished(status, watch, took);
                }
                tell(status);
                if (took.compareTo(rules.limit()) > 0) {
                    progress.on(new ProgressEvent.Finished(ref.toString(), ref.toString(), false, took));
                    throw RolloutFailed.late(
                            new Evidence(cluster).added(status), rules.limit().toSeconds() + "s");
                }
                watch.awaitChange(TICK);
            }
        } catch (Cancelled e) {
            throw new Cancelled(
                    "stopped watching " + ref + "; the rollout goes on in the cluster",
                    List.of(
                            "rollout status " + ref + " -n " + cluster.namespace(),
                            "rollout undo " + ref + " -n " + cluster.namespace()));
        }
    }

    private RolloutStatus look(WorkloadWatch watch, WaitRules rules) {
        boolean live = watch.isLive();
        if (live != connected) {
            connected = live;
            progress.note(live ? "connected again" : "lost the API server; what follows may be old until it is back");
        }
        Optional<Snapshot> snapshot = watch.snapshot();
        if (snapshot.isEmpty()) {
            throw new OpsException(FailureKind.NOT_FOUND, ref + " is gone from namespace " + cluster.namespace());
        }
        RolloutStatus status = Judge.judge(snapshot.get(), rules.tolerances()).inContext(cluster.context());
        return status.state() == State.CURRENT && !live ? unconfirmed(status) : status;
    }

    /** Success is only what a connected watch says. */
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

    private RolloutStatus finished(RolloutStatus status, WorkloadWatch watch, Duration took) {
        boolean well = status.state() == State.CURRENT;
        progress.on(new ProgressEvent.Finished(
                ref.toString(), well ? ref + ": " + status.message() : ref.toString(), well, took));
        if (well) {
            watch.snapshot().ifPresent(snapshot -> warnOfServices(snapshot.workload()));
            return status;
        }
        throw RolloutFailed.of(
                new Evidence(cluster).added(status),
                watch.snapshot().flatMap(snapshot -> UndoLine.of(cluster, ref, snapshot)));
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

    private void tell(RolloutStatus status) {
        progress.on(new ProgressEvent.Advanced(
                ref.toString(),
                status.message(),
                status.replicas().available(),
                status.replicas().desired(),
                ProgressEvent.Unit.COUNT));
        for (Verdict verdict : status.verdicts()) {
            if (!verdict.fatal() && told.add(verdict.family() + verdict.reason())) {
                progress.warn(verdict.message());
            }
        }
    }
}
