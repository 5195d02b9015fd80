package dev.fairlead.rollout.follow;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UnsupportedChanges;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.WorkloadReader;
import dev.fairlead.rollout.watch.WorkloadWatch;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What comes after a change: the workload is followed, and a failure says, too, what other layers know of it. */
public final class AfterChange {
    private final ClusterClient cluster;
    private final Supplier<RegistryClient> registries;
    private final WaitRules rules;
    private final ProgressListener progress;

    public AfterChange(
            ClusterClient cluster, Supplier<RegistryClient> registries, WaitRules rules, ProgressListener progress) {
        this.cluster = cluster;
        this.registries = registries;
        this.rules = rules;
        this.progress = progress;
    }

    /** The changes with the status they led to; without it where the rules or a paused workload say not to wait. */
    public RolloutResult after(WorkloadRef ref, WorkloadChange change) {
        List<ObjectChange> changes = change.changes();
        if (!rules.follow() || cluster.isRehearsing()) {
            return new RolloutResult(changes, Optional.empty());
        }
        try {
            HasMetadata workload = changed(ref, change);
            if (UnsupportedChanges.isPaused(workload)) {
                progress.warn(
                        ref + " is paused: the change waits for rollout resume " + ref + " -n " + cluster.namespace());
                return new RolloutResult(changes, Optional.empty());
            }
            return new RolloutResult(changes, Optional.of(follow(ref, workload, change)));
        } catch (OpsException e) {
            boolean unseen = e.kind() == FailureKind.DENIED || e.kind() == FailureKind.UNREACHABLE;
            throw unseen ? unseen(ref, change, e) : e;
        }
    }

    /** Who cannot look at a workload any more that he has changed still learns that the change stands. */
    private OpsException unseen(WorkloadRef ref, WorkloadChange change, OpsException why) {
        String done = change.changes().stream()
                .map(one -> one.object() + " " + one.outcome())
                .collect(Collectors.joining(", "));
        List<String> hints = new ArrayList<>(why.hints());
        hints.add("rollout status " + ref + " -n " + cluster.namespace());
        if (!change.back()) {
            hints.add("rollout undo " + ref + " -n " + cluster.namespace());
        }
        return new OpsException(
                why.kind(), why.message() + "\n" + done + "; how it goes on cannot be seen", why.details(), hints, why);
    }

    /** The change is made: who is interrupted from here on wants to know where it goes. */
    private HasMetadata changed(WorkloadRef ref, WorkloadChange change) {
        try {
            return new WorkloadReader(cluster).get(ref);
        } catch (Cancelled e) {
            throw FollowedWorkload.cancelled(cluster, ref, change);
        }
    }

    /** @throws RolloutFailed when it failed, or is not over within the limit */
    public RolloutStatus follow(WorkloadRef ref, HasMetadata workload) {
        return follow(ref, workload, WorkloadChange.NONE);
    }

    /**
     * The same of what a change has written.
     *
     * @throws dev.fairlead.failure.Overtaken when somebody else's template takes its place
     */
    public RolloutStatus follow(WorkloadRef ref, HasMetadata workload, WorkloadChange change) {
        FollowedWorkload followed =
                new FollowedWorkload(cluster, ref, ref.toString(), change, registries, rules, progress);
        return new RolloutFollower(List.of(followed), registries, false, rules, progress)
                .followOne(() -> WorkloadWatch.of(cluster, ref, workload));
    }
}
