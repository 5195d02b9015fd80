package dev.fairlead.rollout;

import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.deploy.ChangeRecord;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.rollout.deploy.Deployer;
import dev.fairlead.rollout.deploy.WorkloadPatch;
import dev.fairlead.rollout.evidence.FailureEvidence;
import dev.fairlead.rollout.evidence.SavedEvidence;
import dev.fairlead.rollout.follow.AfterChange;
import dev.fairlead.rollout.follow.DiagnosedFailure;
import dev.fairlead.rollout.follow.ParallelFollow;
import dev.fairlead.rollout.follow.WaitAction;
import dev.fairlead.rollout.follow.WorkloadDiagnosis;
import dev.fairlead.rollout.history.ChangeAuthor;
import dev.fairlead.rollout.history.RevisionConfig;
import dev.fairlead.rollout.history.RevisionHistory;
import dev.fairlead.rollout.history.RevisionRange;
import dev.fairlead.rollout.history.UndoLine;
import dev.fairlead.rollout.history.UndoRights;
import dev.fairlead.rollout.history.UndoSteps;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.Diagnosis;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.UnsupportedChanges;
import dev.fairlead.rollout.model.WaitFailed;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.model.WorkloadSelection;
import dev.fairlead.rollout.model.WrittenTemplate;
import dev.fairlead.rollout.watch.NamespaceStatus;
import dev.fairlead.rollout.watch.WorkloadReader;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Deploys, follows and undoes. What changes a workload also follows it, unless its wait rules say otherwise. */
public final class RolloutService {
    private final Clusters clusters;
    private final Journal journal;
    private final Supplier<RegistryClient> registries;
    private final ManifestFiles manifests;
    private final Settings settings;

    /**
     * @param registries asked when pods cannot pull their image
     * @param manifests what reads the files that name workloads
     * @param settings how patient to be
     */
    public RolloutService(
            Clusters clusters,
            Journal journal,
            Supplier<RegistryClient> registries,
            ManifestFiles manifests,
            Settings settings) {
        this.clusters = clusters;
        this.journal = journal;
        this.registries = registries;
        this.manifests = manifests;
        this.settings = settings;
    }

    /**
     * How rollouts are followed where a line or a request does not say it.
     *
     * @throws OpsException of kind INVALID that says where a setting is none
     */
    public WaitRules settled() {
        return WaitRules.of(settings);
    }

    /**
     * Makes or updates a Deployment and, where a port is given, its Service.
     *
     * @throws RolloutFailed when it does not become current; the change then stays as it is
     * @throws dev.fairlead.failure.Overtaken when another change took its place before it was current
     * @throws OpsException INVALID when the server refuses the content: nothing is written then
     */
    public RolloutResult deploy(DeployRequest request, ProgressListener progress) {
        return request.rules().bound(() -> deployed(request, progress));
    }

    private RolloutResult deployed(DeployRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        ChangeRecord record = record(cluster);
        DeployRequest asked = cluster.isRehearsing() ? request.asDryRun() : request;
        WorkloadChange change = new Deployer(cluster, asked, registries, progress, record.author()).deploy();
        WorkloadRef ref = WorkloadRef.deployment(request.name());
        if (asked.dryRun()) {
            return new RolloutResult(change.changes(), Optional.empty());
        }
        change.changes().forEach(one -> record.add("deploy " + request.image(), one));
        new RevisionConfig(cluster, ref, progress).keep();
        return following(cluster, request.rules(), progress).after(ref, change);
    }

    /**
     * What {@link #deploy} would write, in order and checked by the server, without writing it.
     *
     * @param deployment the Deployment to change where that is not the one of the request's name
     * @throws OpsException INVALID when the server refuses the content
     */
    public List<CheckedWrite> drafts(DeployRequest request, String deployment, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        return new Deployer(
                        cluster, request, registries, progress, record(cluster).author())
                .drafts(deployment);
    }

    /** Saves manifests, events and logs of a workload as it is now; empty where that was not possible. */
    public Optional<Path> saveEvidence(ClusterScope scope, WorkloadRef ref, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        WorkloadReader workloads = new WorkloadReader(cluster);
        Snapshot snapshot = workloads.snapshot(workloads.get(ref));
        RolloutStatus status = Judge.judge(snapshot, Tolerances.DEFAULT).inContext(cluster.context());
        return new SavedEvidence(cluster, ref, journal.directory(), progress).save(snapshot, status);
    }

    /** Keeps the configuration of a workload's newest revision for an undo; what cannot be kept is warned of. */
    public void keepConfig(ClusterScope scope, WorkloadRef ref, ProgressListener progress) {
        new RevisionConfig(clusters.open(scope), ref, progress).keep();
    }

    /** Tells the history of a Deployment who made its newest revision, and keeps its configuration for an undo. */
    public void sign(ClusterScope scope, WorkloadRef deployment, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        new ChangeAuthor(cluster, deployment, progress).put(record(cluster).author());
        new RevisionConfig(cluster, deployment, progress).keep();
    }

    /**
     * The status when the rollout is over, or as it is when the rules say to look once.
     *
     * @throws RolloutFailed when it failed, or is not over within the limit
     */
    public RolloutStatus status(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        return rules.bound(() -> judged(scope, ref, rules, progress));
    }

    private RolloutStatus judged(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        WorkloadReader workloads = new WorkloadReader(cluster);
        HasMetadata workload = workloads.get(ref);
        if (rules.follow()) {
            return following(cluster, rules, progress).follow(ref, workload);
        }
        Snapshot snapshot = workloads.snapshot(workload);
        RolloutStatus status = Judge.judge(snapshot, rules.tolerances()).inContext(cluster.context());
        if (status.state() == State.FAILED) {
            throw RolloutFailed.of(
                    new FailureEvidence(cluster).added(status),
                    UndoLine.of(cluster, ref, snapshot, WorkloadChange.NONE));
        }
        return status;
    }

    /**
     * The status when the rollout of a template that was written is over.
     *
     * @throws dev.fairlead.failure.Overtaken when another template takes its place meanwhile
     * @throws RolloutFailed when it failed, or is not over within the limit
     */
    public RolloutStatus follow(
            ClusterScope scope,
            WorkloadRef ref,
            Optional<WrittenTemplate> written,
            WaitRules rules,
            ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        return rules.bound(() -> following(cluster, rules, progress)
                .follow(ref, new WorkloadReader(cluster).get(ref), WorkloadChange.forward(List.of(), written)));
    }

    /**
     * What is wrong with a workload now and what to do, across layers. Does not follow it.
     *
     * @throws DiagnosedFailure when it failed or is stuck; the kind is that of the fatal verdict
     */
    public Diagnosis diagnose(ClusterScope scope, WorkloadRef ref, Tolerances tolerances) {
        Diagnosis diagnosis = new WorkloadDiagnosis(clusters.open(scope), registries.get()).diagnose(ref, tolerances);
        if (diagnosis.failure().isPresent()) {
            throw new DiagnosedFailure(diagnosis.failure().get(), diagnosis);
        }
        return diagnosis;
    }

    /**
     * The statuses of several workloads when each is over, or as they are when the rules say to look once.
     *
     * @throws RolloutsFailed when one of them is not current in the end
     */
    public List<RolloutStatus> statuses(StatusRequest request, ProgressListener progress) {
        return request.rules().bound(() -> judged(request, progress));
    }

    private List<RolloutStatus> judged(StatusRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        List<NamespacedWorkload> chosen = new WorkloadSelection(cluster, manifests).of(request);
        ParallelFollow parallel = together(request.scope(), request.rules(), progress);
        return parallel.follow(chosen, request.allNamespaces(), request.failFast());
    }

    /**
     * The same of workloads that may stand in several namespaces.
     *
     * @throws RolloutsFailed when one of them is not current in the end
     */
    public List<RolloutStatus> statuses(
            ClusterScope scope, List<NamespacedWorkload> chosen, WaitRules rules, ProgressListener progress) {
        return rules.bound(() -> together(scope, rules, progress).follow(chosen, false, false));
    }

    private ParallelFollow together(ClusterScope scope, WaitRules rules, ProgressListener progress) {
        return new ParallelFollow(clusters, scope, registries, rules, progress);
    }

    /**
     * Waits until objects of any kind are what is wanted.
     *
     * @throws RolloutFailed when a workload cannot become so, with its own kind
     * @throws WaitFailed when they are not so within the limit
     * @throws OpsException of kind NOT_FOUND when one is not there or goes
     */
    public List<WaitResult> await(WaitRequest request, ProgressListener progress) {
        return request.rules().bound(() -> new WaitAction(clusters, registries, request, progress).await());
    }

    /** The statuses of all Deployments, StatefulSets and DaemonSets of a namespace as they are now. */
    public List<RolloutStatus> statuses(ClusterScope scope) {
        ClusterClient cluster = clusters.open(scope);
        return new NamespaceStatus(cluster).statuses(settled().tolerances());
    }

    /** The revisions that the cluster still keeps, oldest first. */
    public List<Revision> history(ClusterScope scope, WorkloadRef ref) {
        ClusterClient cluster = clusters.open(scope);
        return history(cluster, ref, "list the revisions of").entries().stream()
                .map(RevisionHistory.Entry::revision)
                .toList();
    }

    /**
     * What differs between two revisions.
     *
     * @throws OpsException of kind NOT_FOUND when the cluster keeps no such revision
     */
    public RevisionDiff diff(ClusterScope scope, WorkloadRef ref, RevisionRange range) {
        return history(clusters.open(scope), ref, "compare the revisions of").diff(range);
    }

    /**
     * Puts an earlier revision back. Of the current one, where configuration is asked for, that alone comes back.
     *
     * @throws RolloutFailed when that does not become current either
     * @throws OpsException of kind NOT_FOUND when there is no such revision, CONFLICT when the workload is paused
     */
    public RolloutResult undo(UndoRequest request, ProgressListener progress) {
        return request.rules().bound(() -> undone(request, progress));
    }

    private RolloutResult undone(UndoRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        WorkloadRef ref = request.workload();
        WorkloadReader workloads = new WorkloadReader(cluster);
        UndoRights rights = new UndoRights(cluster, request);
        HasMetadata workload = rights.reading(() -> workloads.get(ref));
        UnsupportedChanges.oneShots(ref, "undo");
        Snapshot snapshot = rights.reading(() -> workloads.snapshot(workload));
        RevisionHistory history = new RevisionHistory(cluster, ref, snapshot);
        RevisionHistory.Entry target = history.target(request.revision());
        history.failuresOnTheWayTo(target).forEach(progress::warn);
        UnsupportedChanges.paused(ref, workload, "undo");
        ChangeRecord record = record(cluster);
        WorkloadChange change = new UndoSteps(cluster, request, rights, journal.directory(), progress)
                .undo(snapshot, target, record.author());
        change.changes().stream()
                .filter(one -> !one.outcome().endsWith("already"))
                .forEach(one -> record.add("undo", one));
        return following(cluster, request.rules(), progress).after(ref, change);
    }

    /** Makes every pod anew, by the workload's own update strategy. */
    public RolloutResult restart(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        return rules.bound(() -> {
            WorkloadChange change = new WorkloadPatch(cluster, ref, record(cluster), progress).restart();
            return following(cluster, rules, progress).after(ref, change);
        });
    }

    /** Holds a Deployment's rollout where it is; further changes wait until it is resumed. */
    public RolloutResult pause(ClusterScope scope, WorkloadRef ref, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        WorkloadChange change = new WorkloadPatch(cluster, ref, record(cluster), progress).pause();
        return new RolloutResult(change.changes(), Optional.empty());
    }

    /** Lets a paused Deployment go on. */
    public RolloutResult resume(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        return rules.bound(() -> {
            WorkloadChange change = new WorkloadPatch(cluster, ref, record(cluster), progress).resume();
            return following(cluster, rules, progress).after(ref, change);
        });
    }

    private static RevisionHistory history(ClusterClient cluster, WorkloadRef ref, String verb) {
        WorkloadReader workloads = new WorkloadReader(cluster);
        HasMetadata workload = workloads.get(ref);
        UnsupportedChanges.oneShots(ref, verb);
        return new RevisionHistory(cluster, ref, workloads.snapshot(workload));
    }

    private AfterChange following(ClusterClient cluster, WaitRules rules, ProgressListener progress) {
        return new AfterChange(cluster, registries, rules, progress);
    }

    private ChangeRecord record(ClusterClient cluster) {
        return new ChangeRecord(cluster, journal);
    }
}
