package dev.fairlead.rollout.follow;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.UnsupportedChanges;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.Poll;
import dev.fairlead.rollout.watch.WatchConnection;
import dev.fairlead.rollout.watch.WorkloadWatch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches a workload until it is judged to be over, and tells what changes meanwhile. */
final class RolloutFollower {
    /** Tolerances run out without any change in the cluster, so it is judged again after this long at most. */
    static final Duration TICK = Duration.ofSeconds(1);

    /** One change of a workload is several events; short enough that nobody waits for it. */
    private static final Duration GULP = Duration.ofMillis(50);

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final WorkloadChange change;
    private final WaitRules rules;
    private final FollowedWorkload track;
    private final WatchConnection connection;

    /** @param change what is followed */
    RolloutFollower(
            ClusterClient cluster,
            WorkloadRef ref,
            WorkloadChange change,
            Supplier<RegistryClient> registries,
            WaitRules rules,
            ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.change = change;
        this.rules = rules;
        this.track = new FollowedWorkload(cluster, ref, ref.toString(), change, registries, rules, progress);
        this.connection = new WatchConnection(progress);
    }

    /**
     * The status when it is over.
     *
     * @throws RolloutFailed when it failed, or is not over within the limit
     * @throws dev.fairlead.failure.Overtaken when another template took the place of the one that was written
     * @throws OpsException of kind NOT_FOUND when the workload is deleted meanwhile
     */
    RolloutStatus follow(HasMetadata workload) {
        long start = System.nanoTime();
        try (WorkloadWatch watch = WorkloadWatch.of(cluster, ref, workload);
                track) {
            while (true) {
                boolean connected = connection.check(watch.trouble());
                Poll look = new Poll(watch, true);
                RolloutStatus status = track.look(look);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                if (status.over()) {
                    connection.check(watch.trouble());
                    return track.finished(status, look, took);
                }
                track.tell(status, look, connected);
                if (took.compareTo(rules.limit()) > 0) {
                    Optional<OpsException> unknown = connection.unknown(ref.toString());
                    throw unknown.isPresent() ? unknown.get() : track.late(status, took);
                }
                watch.awaitChange(TICK, GULP);
            }
        } catch (Cancelled e) {
            throw UnsupportedChanges.hasRevisions(workload)
                    ? stopped(cluster, ref, change)
                    : stoppedWatching(cluster, ref);
        }
    }

    /**
     * What an interrupted wait leaves behind, with the lines that go on with it and back from it.
     * From the way back none leads on to what it left.
     */
    static Cancelled stopped(ClusterClient cluster, WorkloadRef ref, WorkloadChange change) {
        String status = "rollout status " + ref + " -n " + cluster.namespace();
        String undo = "rollout undo " + ref + " -n " + cluster.namespace();
        return new Cancelled(
                "stopped watching " + ref + "; the rollout goes on in the cluster",
                change.back() ? List.of(status) : List.of(status, undo));
    }

    /** The same of what has no revisions to go back to. */
    private static Cancelled stoppedWatching(ClusterClient cluster, WorkloadRef ref) {
        return new Cancelled(
                "stopped watching " + ref + "; what it does goes on in the cluster",
                List.of("rollout status " + ref + " -n " + cluster.namespace()));
    }
}
