package dev.fairlead.rollout.follow;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.evidence.FailureEvidence;
import dev.fairlead.rollout.history.FailedRevisions;
import dev.fairlead.rollout.history.OvertakenRollout;
import dev.fairlead.rollout.history.UndoLine;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.Reachability;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.model.WrittenTemplate;
import dev.fairlead.rollout.watch.ObjectStore;
import dev.fairlead.rollout.watch.Poll;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One workload under a watch: how it stands, and what was told of it. */
final class FollowedWorkload implements AutoCloseable {
    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final String task;
    private final ProgressListener progress;
    private final WaitRules rules;
    private final Set<String> told = new HashSet<>();
    private final FailureEvidence evidence;
    private final CrashLogs crashLogs;
    private final @Nullable WorkloadLogTails logs;
    private final ObservedTimes observedTimes = new ObservedTimes();
    private final LatePush latePush;
    private final WorkloadChange change;

    /**
     * @param cluster in the workload's namespace
     * @param task what its progress is called
     * @param change what is followed; where it wrote no template, whichever is the newest
     * @param registries asked whether an image that a node could not pull is there now
     */
    FollowedWorkload(
            ClusterClient cluster,
            WorkloadRef ref,
            String task,
            WorkloadChange change,
            Supplier<RegistryClient> registries,
            WaitRules rules,
            ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.task = task;
        this.change = change;
        this.rules = rules;
        this.evidence = new FailureEvidence(cluster);
        this.latePush = new LatePush(registries, Instant.now().plus(cluster.clockSkew()));
        this.crashLogs = new CrashLogs(evidence);
        this.progress = progress;
        this.logs = rules.follow() && rules.logs() ? new WorkloadLogTails(cluster, task, progress) : null;
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
     * a fresh look besides: time alone can turn what was seen before a silent cut into success. So is that somebody
     * else's template has taken the place of the one that is followed.
     *
     * @throws Overtaken when it has
     * @throws OpsException of kind NOT_FOUND when the workload is gone
     */
    RolloutStatus look(Poll poll) {
        Snapshot known = poll.snapshot(ref, namespace()).orElseThrow(this::gone);
        RolloutStatus status = judged(known);
        boolean replaced = isReplaced(known);
        if (status.over() && poll.isCutOff()) {
            return unconfirmed(status);
        }
        if (status.state() != State.CURRENT && !replaced) {
            return rules.follow() ? awaitingPull(known, status) : status;
        }
        Optional<ObjectStore> confirmed = poll.confirmed();
        if (confirmed.isEmpty()) {
            return unconfirmed(status);
        }
        Snapshot fresh = confirmed.get().snapshot(ref, namespace()).orElseThrow(this::gone);
        return isReplaced(fresh) ? replaced(fresh) : judged(fresh);
    }

    /** In progress where the failure was before this line, and the image has been pushed since. */
    private RolloutStatus awaitingPull(Snapshot known, RolloutStatus status) {
        Optional<String> image = latePush.of(known, status);
        image.filter(name -> told.add("pushed " + name))
                .ifPresent(name -> progress.note(
                        "the registry has " + name + " now; waiting until the node tries again to pull it"));
        return image.isPresent() ? unconfirmed(status) : status;
    }

    private boolean isReplaced(Snapshot snapshot) {
        return change.written()
                .filter(template -> template.isReplacedIn(snapshot.workload()))
                .isPresent();
    }

    /** In progress until the controller has numbered the revision that overtook. */
    private RolloutStatus replaced(Snapshot fresh) {
        RolloutStatus status = judged(fresh);
        WrittenTemplate written = change.written().orElseThrow();
        if (written.isNewerThan(fresh.workload()) || status.revision().isEmpty() && !status.over()) {
            return unconfirmed(status);
        }
        throw new OvertakenRollout(cluster, ref, written).by(fresh, status);
    }

    /** Takes notice of what will be gone when it is over. */
    void hear(RolloutStatus status) {
        crashLogs.hear(status);
    }

    void tell(RolloutStatus status, Poll poll, boolean connected) {
        hear(status);
        poll.snapshot(ref, namespace()).ifPresent(snapshot -> {
            progress.on(new ProgressEvent.Pods(task, status.revision(), PodRows.of(status, snapshot)));
            seeLogs(status, snapshot, connected);
        });
        progress.on(new ProgressEvent.Advanced(
                task,
                connected ? status.message() : status.message() + " (before the connection was lost)",
                status.replicas().available(),
                status.replicas().desired(),
                ProgressEvent.Unit.COUNT));
        for (Verdict verdict : status.verdicts()) {
            if (!verdict.fatal() && told.add(verdict.family() + verdict.reason())) {
                progress.warn(withAnswer(verdict));
            }
        }
    }

    /** What a probe that fails was answered says more than that it fails. */
    private static String withAnswer(Verdict verdict) {
        return verdict.family() == Family.PROBE && !verdict.event().isEmpty()
                ? verdict.message() + ": " + verdict.event()
                : verdict.message();
    }

    /**
     * Tells the end.
     *
     * @throws RolloutFailed when the status is not current
     */
    RolloutStatus finished(RolloutStatus status, Poll poll, Duration took) {
        Optional<Snapshot> snapshot = poll.snapshot(ref, namespace());
        boolean well = status.state() == State.CURRENT;
        if (well) {
            close();
        }
        // The evidence takes its time to fetch; the reason need not wait for it.
        progress.on(new ProgressEvent.Finished(task, task + ": " + status.message(), well, took));
        if (change.written().isPresent()) {
            snapshot.ifPresent(known -> new FailedRevisions(cluster, ref, progress).note(known, status));
        }
        if (well) {
            snapshot.ifPresent(known -> warnOfServices(known.workload(), poll));
            return status;
        }
        // The run that decided it may be one that nobody has read yet: there is time while the evidence is fetched.
        snapshot.ifPresent(known -> seeLogs(status, known, true));
        RolloutStatus told = crashLogs.added(evidence.added(status));
        close();
        throw RolloutFailed.of(told, snapshot.flatMap(known -> UndoLine.of(cluster, ref, known, change)));
    }

    /** Tells that the time is up. */
    RolloutFailed late(RolloutStatus status, Duration took) {
        close();
        progress.on(new ProgressEvent.Finished(task, task, false, took));
        return RolloutFailed.late(
                crashLogs.added(evidence.added(status)), rules.limit().toSeconds() + "s");
    }

    private void seeLogs(RolloutStatus status, Snapshot snapshot, boolean connected) {
        if (logs != null) {
            logs.see(status, snapshot, connected);
        }
    }

    /**
     * What an interrupted wait leaves behind, with the lines that go on with it and back from it.
     * From the way back none leads on to what it left.
     */
    static Cancelled cancelled(ClusterClient cluster, WorkloadRef ref, WorkloadChange change) {
        String status = "rollout status " + ref + " -n " + cluster.namespace();
        String undo = "rollout undo " + ref + " -n " + cluster.namespace();
        return ref.hasRevisions()
                ? new Cancelled(
                        "stopped watching " + ref + "; the rollout goes on in the cluster",
                        change.back() ? List.of(status) : List.of(status, undo))
                : new Cancelled("stopped watching " + ref + "; what it does goes on in the cluster", List.of(status));
    }

    Cancelled cancelled() {
        return cancelled(cluster, ref, change);
    }

    /** What to ask other layers about its failure. */
    CrossLayerChecks.Question question(RolloutFailed failure, RegistryClient registries) {
        WorkloadDiagnosis diagnostics = new WorkloadDiagnosis(cluster, registries);
        return new CrossLayerChecks.Question(failure, () -> diagnostics.asked(ref, failure.status()));
    }

    /** Ends what was begun for it; nothing is told of its logs after that. */
    @Override
    public void close() {
        if (logs != null) {
            logs.close();
        }
    }

    private RolloutStatus judged(Snapshot snapshot) {
        return observedTimes.judged(snapshot, rules.tolerances()).inContext(cluster.context());
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
    private void warnOfServices(HasMetadata workload, Poll poll) {
        if (workload instanceof Job || TemplateFields.of(workload).isEmpty()) {
            return;
        }
        try {
            Reachability.warnings(workload, poll.services(cluster)).forEach(progress::warn);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            progress.note("its services were not looked at: " + e.message());
        }
    }
}
