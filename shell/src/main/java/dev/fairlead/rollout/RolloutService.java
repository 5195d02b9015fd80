package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys, follows and undoes. What changes a workload also follows it, unless its wait rules say otherwise. */
public final class RolloutService {
    private final Clusters clusters;
    private final Journal journal;
    private final Supplier<RegistryClient> registries;
    private final Function<String, Path> paths;

    /**
     * @param registries asked when pods cannot pull their image
     * @param paths how a manifest's path is understood that was typed
     */
    public RolloutService(
            Clusters clusters, Journal journal, Supplier<RegistryClient> registries, Function<String, Path> paths) {
        this.clusters = clusters;
        this.journal = journal;
        this.registries = registries;
        this.paths = paths;
    }

    /**
     * Makes or updates a Deployment and, where a port is given, its Service.
     *
     * @throws RolloutFailed when it does not become current; the change then stays as it is
     * @throws OpsException INVALID when the server refuses the content: nothing is written then
     */
    public RolloutResult deploy(DeployRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        List<Change> changes = new Deployer(cluster, request, progress, changedBy(cluster)).deploy();
        WorkloadRef ref = WorkloadRef.deployment(request.name());
        if (request.dryRun()) {
            return new RolloutResult(changes, Optional.empty());
        }
        changes.forEach(change -> record(cluster, "deploy " + request.image(), change.object(), change.outcome()));
        new RevisionConfig(cluster, ref, progress).keep();
        return waited(cluster, ref, changes, request.rules(), progress);
    }

    /**
     * The status when the rollout is over, or as it is when the rules say to look once.
     *
     * @throws RolloutFailed when it failed, or is not over within the limit
     */
    public RolloutStatus status(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        Workloads workloads = new Workloads(cluster);
        HasMetadata workload = workloads.get(ref);
        if (rules.follow()) {
            return followed(cluster, ref, workload, rules, progress);
        }
        Snapshot snapshot = workloads.snapshot(workload);
        RolloutStatus status = Judge.judge(snapshot, rules.tolerances()).inContext(cluster.context());
        if (status.state() == State.FAILED) {
            throw RolloutFailed.of(new Evidence(cluster).added(status), UndoLine.of(cluster, ref, snapshot));
        }
        return status;
    }

    /**
     * What is wrong with a workload now and what to do, across layers. Does not follow it.
     *
     * @throws Diagnosed when it failed or is stuck; the kind is that of the fatal verdict
     */
    public Diagnosis diagnose(ClusterScope scope, WorkloadRef ref, Tolerances tolerances) {
        Diagnosis diagnosis = new Diagnostics(clusters.open(scope), registries.get()).diagnose(ref, tolerances);
        if (diagnosis.failure().isPresent()) {
            throw new Diagnosed(diagnosis.failure().get(), diagnosis);
        }
        return diagnosis;
    }

    /**
     * The statuses of several workloads when each is over, or as they are when the rules say to look once.
     *
     * @throws RolloutsFailed when one of them is not current in the end
     */
    public List<RolloutStatus> statuses(StatusRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        List<Chosen> chosen = new Choice(cluster, paths).of(request);
        boolean oneNamespace = chosen.stream().map(Chosen::namespace).distinct().count() == 1;
        List<Track> tracks = chosen.stream()
                .map(one -> new Track(
                        clusters.open(request.scope().inNamespace(one.namespace())),
                        one.ref(),
                        oneNamespace ? one.ref().toString() : one.namespace() + "/" + one.ref(),
                        progress))
                .toList();
        Set<Class<? extends HasMetadata>> kinds = new LinkedHashSet<>();
        chosen.forEach(one -> kinds.add(Workloads.type(one.ref())));
        List<String> namespaces = request.allNamespaces()
                ? List.of("")
                : chosen.stream().map(Chosen::namespace).distinct().toList();
        try (WorkloadWatch watch = WorkloadWatch.all(cluster, namespaces, kinds)) {
            return new FollowAll(tracks, request.failFast(), request.rules(), progress).follow(watch);
        }
    }

    /** The statuses of all Deployments, StatefulSets and DaemonSets of a namespace as they are now. */
    public List<RolloutStatus> statuses(ClusterScope scope) {
        ClusterClient cluster = clusters.open(scope);
        return new Survey(cluster).statuses();
    }

    /** The revisions that the cluster still keeps, oldest first. */
    public List<Revision> history(ClusterScope scope, WorkloadRef ref) {
        ClusterClient cluster = clusters.open(scope);
        return history(cluster, ref, "list the revisions of").entries().stream()
                .map(History.Entry::revision)
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
     * Puts an earlier revision back.
     *
     * @throws RolloutFailed when that does not become current either
     * @throws OpsException of kind NOT_FOUND when there is no such revision, CONFLICT when the workload is paused
     */
    public RolloutResult undo(UndoRequest request, ProgressListener progress) {
        ClusterClient cluster = clusters.open(request.scope());
        WorkloadRef ref = request.workload();
        Workloads workloads = new Workloads(cluster);
        HasMetadata workload = workloads.get(ref);
        refuseOneShots(ref, workload, "undo");
        Snapshot snapshot = workloads.snapshot(workload);
        History.Entry target = new History(cluster, ref, snapshot).target(request.revision());
        refusePaused(ref, workload, "undo");
        List<Change> changes =
                new Undoing(cluster, request, journal.directory(), progress).undo(snapshot, target, changedBy(cluster));
        if (!target.revision().current()) {
            changes.forEach(change -> record(cluster, "undo", change.object(), change.outcome()));
        }
        return waited(cluster, ref, changes, request.rules(), progress);
    }

    /** Makes every pod anew, by the workload's own update strategy. */
    public RolloutResult restart(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        HasMetadata workload = new Workloads(cluster).get(ref);
        refuseOneShots(ref, workload, "restart");
        refusePaused(ref, workload, "restart");
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.withObject("/spec/template/metadata/annotations")
                .put(
                        "kubectl.kubernetes.io/restartedAt",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        cause(cluster, patch, "rollout restart " + ref);
        return changed(cluster, ref, patch, "restarted", rules, progress);
    }

    /** Holds a Deployment's rollout where it is; further changes wait until it is resumed. */
    public RolloutResult pause(ClusterScope scope, WorkloadRef ref, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        Deployment deployment = new Workloads(cluster).get(ref, Deployment.class, "pause");
        return isPaused(deployment)
                ? already(ref, "is paused already", progress)
                : changed(cluster, ref, paused(cluster, deployment, true), "paused", WaitRules.LOOK_ONCE, progress);
    }

    /** Lets a paused Deployment go on. */
    public RolloutResult resume(ClusterScope scope, WorkloadRef ref, WaitRules rules, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        Deployment deployment = new Workloads(cluster).get(ref, Deployment.class, "resume");
        return isPaused(deployment)
                ? changed(cluster, ref, paused(cluster, deployment, false), "resumed", rules, progress)
                : already(ref, "is not paused", progress);
    }

    private static RolloutResult already(WorkloadRef ref, String what, ProgressListener progress) {
        progress.note(ref + " " + what);
        return new RolloutResult(List.of(new Change(ref.toString(), what)), Optional.empty());
    }

    private RolloutResult changed(
            ClusterClient cluster,
            WorkloadRef ref,
            ObjectNode patch,
            String outcome,
            WaitRules rules,
            ProgressListener progress) {
        String path = cluster.discovery().find(ref.kind() + "s.apps").path(cluster.namespace(), ref.name());
        cluster.send(
                "PATCH", path + "?fieldManager=fairlead", ClusterClient.JSON, patch, ClusterClient.STRATEGIC_PATCH);
        Change change = new Change(ref.toString(), outcome);
        record(cluster, outcome, change.object(), outcome);
        progress.note(change.object() + " " + outcome);
        return waited(cluster, ref, List.of(change), rules, progress);
    }

    private RolloutResult waited(
            ClusterClient cluster, WorkloadRef ref, List<Change> changes, WaitRules rules, ProgressListener progress) {
        if (!rules.follow()) {
            return new RolloutResult(changes, Optional.empty());
        }
        HasMetadata workload = new Workloads(cluster).get(ref);
        if (isPaused(workload)) {
            progress.warn(
                    ref + " is paused: the change waits for rollout resume " + ref + " -n " + cluster.namespace());
            return new RolloutResult(changes, Optional.empty());
        }
        return new RolloutResult(changes, Optional.of(followed(cluster, ref, workload, rules, progress)));
    }

    /** Follows it; a failure says, too, what other layers know of it. */
    private RolloutStatus followed(
            ClusterClient cluster, WorkloadRef ref, HasMetadata workload, WaitRules rules, ProgressListener progress) {
        try {
            return new Follower(cluster, ref, progress).follow(workload, rules);
        } catch (RolloutFailed e) {
            throw new Diagnostics(cluster, registries.get()).enriched(ref, e);
        }
    }

    private static History history(ClusterClient cluster, WorkloadRef ref, String verb) {
        Workloads workloads = new Workloads(cluster);
        HasMetadata workload = workloads.get(ref);
        refuseOneShots(ref, workload, verb);
        return new History(cluster, ref, workloads.snapshot(workload));
    }

    private static void refuseOneShots(WorkloadRef ref, HasMetadata workload, String verb) {
        if (workload instanceof Job || workload instanceof Pod) {
            throw new OpsException(
                    FailureKind.USAGE, "cannot " + verb + " " + ref + ": a " + ref.kind() + " has no revisions");
        }
    }

    private static void refusePaused(WorkloadRef ref, HasMetadata workload, String verb) {
        if (isPaused(workload)) {
            throw new OpsException(FailureKind.CONFLICT, "cannot " + verb + " " + ref + ": it is paused")
                    .hint("rollout resume " + ref + " -n "
                            + workload.getMetadata().getNamespace());
        }
    }

    private static boolean isPaused(HasMetadata workload) {
        return workload instanceof Deployment deployment
                && Boolean.TRUE.equals(deployment.getSpec().getPaused());
    }

    /** Keeps why the revision was made, which a pause does not change, and adds what was done to it. */
    private ObjectNode paused(ClusterClient cluster, Deployment deployment, boolean value) {
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.putObject("spec").put("paused", value);
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        String before = annotations == null ? "" : annotations.getOrDefault(Manifests.CHANGE_CAUSE, "");
        String own = before.replaceFirst("( \\((paused|resumed)\\))+$", "");
        String line = "rollout " + (value ? "pause" : "resume") + " deployment/"
                + deployment.getMetadata().getName();
        cause(cluster, patch, own.isEmpty() ? line : own + (value ? " (paused)" : " (resumed)"));
        return patch;
    }

    private void cause(ClusterClient cluster, ObjectNode patch, String cause) {
        patch.withObject("/metadata/annotations")
                .put(Manifests.CHANGE_CAUSE, cause)
                .put(Author.CHANGED_BY, changedBy(cluster));
    }

    private String changedBy(ClusterClient cluster) {
        return Author.note(journal.user(), Instant.now().plus(cluster.clockSkew()));
    }

    private void record(ClusterClient cluster, String action, String target, String outcome) {
        journal.record(cluster.context() + "/" + cluster.namespace(), action, target, outcome);
    }
}
