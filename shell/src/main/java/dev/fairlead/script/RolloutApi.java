package dev.fairlead.script;

import dev.fairlead.fleet.ContextOutcome;
import dev.fairlead.fleet.FleetRequest;
import dev.fairlead.fleet.Waves;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notice.Audience;
import dev.fairlead.notice.NoticeTarget;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.PlanReview;
import dev.fairlead.release.ReleaseLine;
import dev.fairlead.release.ReleaseRequest;
import dev.fairlead.release.ReleaseResult;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.ReleaseState;
import dev.fairlead.rollout.DeployRequest;
import dev.fairlead.rollout.Revision;
import dev.fairlead.rollout.RevisionDiff;
import dev.fairlead.rollout.RevisionRange;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.StatusRequest;
import dev.fairlead.rollout.UndoRequest;
import dev.fairlead.rollout.WaitRequest;
import dev.fairlead.rollout.Waited;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.set.SetRequest;
import dev.fairlead.set.SetResult;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code rollout} in snippets: what the commands of that name do, in the session's namespace or in that of {@link #in}.
 * Workloads are named as on the line: {@code deployment/web}. They are waited for as patiently as the user settled.
 */
public final class RolloutApi {
    private final ScriptServices services;
    private final RolloutService rollouts;
    private final ReleaseService releases;
    private final ProgressListener progress;
    private final ClusterScope scope;
    private final Audience audience;

    RolloutApi(ScriptServices services, ProgressListener progress, ClusterScope scope, Audience audience) {
        this.services = services;
        this.rollouts = services.rollouts();
        this.releases = services.releases();
        this.progress = progress;
        this.scope = scope;
        this.audience = audience;
    }

    /** The same in a namespace. */
    public RolloutApi in(String namespace) {
        return new RolloutApi(services, progress, scope.inNamespace(namespace), audience);
    }

    /** The same in another context. */
    public RolloutApi inContext(String context) {
        return new RolloutApi(services, progress, scope.inContext(context), audience);
    }

    /** The same; deploys and releases are told to these webhooks, e.g. {@code slack=URL}, not to those settled. */
    public RolloutApi notifying(String... webhooks) {
        List<NoticeTarget> targets =
                Arrays.stream(webhooks).map(NoticeTarget::parse).toList();
        return new RolloutApi(services, progress, scope, Audience.of(targets));
    }

    /** The same; nobody is told of deploys and releases. */
    public RolloutApi notifyingNobody() {
        return new RolloutApi(services, progress, scope, Audience.NOBODY);
    }

    /** Begins a request for {@link #deploy(DeployRequest.Builder)}; only the image must be set. */
    public DeployRequest.Builder named(String name) {
        return DeployRequest.named(name).scope(scope).rules(rollouts.settled());
    }

    /** Makes or updates a Deployment and waits until it is current. */
    public RolloutResult deploy(DeployRequest.Builder request) {
        return deploy(request.build());
    }

    /** Makes or updates a Deployment and waits until it is current. */
    public RolloutResult deploy(DeployRequest request) {
        return releases.deployPlainly(request, audience, progress);
    }

    /**
     * Begins a request for {@link #release}, e.g. {@code release(named("web").image("team/web:v2")).canary("5%", "50%")}.
     */
    public ReleaseRequest.Builder releasing(DeployRequest.Builder what) {
        return ReleaseRequest.of(what).audience(audience);
    }

    /** Releases in steps and waits until it is over; fails when it does, after it has gone back. */
    public ReleaseResult release(ReleaseRequest.Builder request) {
        return releases.release(request.build(), progress);
    }

    /**
     * Releases in several contexts, one wave after another, and stops at the first that fails.
     *
     * @param waves up to how many contexts each wave reaches, e.g. {@code 1,50%,100%}
     * @param rollBack whether a failure takes back the contexts that were done before
     */
    public List<ContextOutcome> releaseIn(
            List<String> contexts, String waves, boolean rollBack, ReleaseRequest.Builder request) {
        ReleaseRequest release = request.build();
        WorkloadRef workload = WorkloadRef.deployment(release.what().name());
        FleetRequest where = new FleetRequest(workload, contexts, scope.namespace(), Waves.parse(waves), rollBack);
        return services.fleets().deploy(where, release, progress);
    }

    /** The plan of a release, with what the server says each write would change; nothing is changed. */
    public PlanReview plan(ReleaseRequest.Builder request) {
        return releases.plan(request.build(), progress);
    }

    /** Where the release of a workload stands; empty where none is under way. */
    public Optional<ReleaseState> releaseOf(String workload) {
        return releases.state(scope, WorkloadRef.parse(workload));
    }

    /** Lets a release go on past the pause, approval or gate that it stands at. */
    public ReleaseResult promote(String workload) {
        return releases.promote(line(workload), progress);
    }

    /** Skips all steps that remain before the new pods take over. */
    public ReleaseResult promoteFully(String workload) {
        return releases.promote(line(workload).fully(), progress);
    }

    /** Ends a release and makes everything what it was before. */
    public ReleaseResult abort(String workload) {
        return releases.abort(line(workload), progress);
    }

    /** Makes or updates a Deployment with this image and waits until it is current. */
    public RolloutResult deploy(String name, String image) {
        return deploy(named(name).image(image));
    }

    /** Applies the manifests of files and directories as one set and waits until its workloads are current. */
    public SetResult apply(String name, List<String> sources) {
        return apply(set(name, sources));
    }

    /** The same, and deletes without a question what the set had and the manifests no longer have. */
    public SetResult applyAndPrune(String name, List<String> sources) {
        return apply(set(name, sources).with(SetRequest.Options.NONE.pruning()));
    }

    /** What applying a set would change; nothing is changed. */
    public SetResult preview(String name, List<String> sources) {
        return apply(set(name, sources).asDryRun());
    }

    private SetRequest set(String name, List<String> sources) {
        return SetRequest.of(name, sources).in(scope).with(rollouts.settled());
    }

    /** Applies a set as the request says. */
    public SetResult apply(SetRequest request) {
        return services.sets().apply(request, progress);
    }

    /** How a workload stands now. */
    public RolloutStatus status(String workload) {
        return rollouts.status(
                scope, WorkloadRef.parse(workload), rollouts.settled().once(), progress);
    }

    /** How all workloads of the namespace stand now. */
    public List<RolloutStatus> statuses() {
        return rollouts.statuses(scope);
    }

    /** Waits until a workload is current; fails when its rollout does. */
    public RolloutStatus follow(String workload) {
        return rollouts.status(scope, WorkloadRef.parse(workload), rollouts.settled(), progress);
    }

    /** Waits until each of these is current; fails with all statuses when one of their rollouts does. */
    public List<RolloutStatus> follow(List<String> workloads) {
        List<WorkloadRef> refs = workloads.stream().map(WorkloadRef::parse).toList();
        return rollouts.statuses(
                new StatusRequest(scope, refs, "", false, List.of(), false, false, rollouts.settled()), progress);
    }

    /** Waits until every workload with these labels is current, e.g. {@code app=web}. */
    public List<RolloutStatus> followLabelled(String labels) {
        return rollouts.statuses(
                new StatusRequest(scope, List.of(), labels, false, List.of(), false, false, rollouts.settled()),
                progress);
    }

    /** Waits until an object of any kind, e.g. {@code pod/web-1}, is current. */
    public Waited waitFor(String object) {
        return waitFor(object, "current");
    }

    /**
     * Waits until an object of any kind is what is wanted: {@code current}, {@code condition=Available[=False]},
     * {@code jsonpath={.status.phase}=Running}, {@code create} or {@code delete}.
     */
    public Waited waitFor(String object, String wanted) {
        return waitFor(WaitRequest.of(scope, object, Wanted.parse(wanted))).get(0);
    }

    /** Waits as the request says. */
    public List<Waited> waitFor(WaitRequest request) {
        return rollouts.await(request, progress);
    }

    /** The revisions that the cluster still keeps, oldest first. */
    public List<Revision> history(String workload) {
        return rollouts.history(scope, WorkloadRef.parse(workload));
    }

    /** What differs between two revisions. */
    public RevisionDiff diff(String workload, long from, long to) {
        return rollouts.diff(scope, WorkloadRef.parse(workload), new RevisionRange(from, Optional.of(to)));
    }

    /** What differs between that revision and the current one. */
    public RevisionDiff diff(String workload, long from) {
        return rollouts.diff(scope, WorkloadRef.parse(workload), new RevisionRange(from, Optional.empty()));
    }

    /** Puts the revision before the current one back and waits until it is current. */
    public RolloutResult undo(String workload) {
        return undo(UndoRequest.of(scope, WorkloadRef.parse(workload)).following(rollouts.settled()));
    }

    /** Puts that revision back and waits until it is current. */
    public RolloutResult undo(String workload, long revision) {
        return undo(UndoRequest.of(scope, WorkloadRef.parse(workload))
                .following(rollouts.settled())
                .to(revision));
    }

    /** Puts a revision back as the request says. */
    public RolloutResult undo(UndoRequest request) {
        return rollouts.undo(request, progress);
    }

    /** Replaces all pods and waits until the workload is current. */
    public RolloutResult restart(String workload) {
        return rollouts.restart(scope, WorkloadRef.parse(workload), rollouts.settled(), progress);
    }

    public RolloutResult pause(String workload) {
        return rollouts.pause(scope, WorkloadRef.parse(workload), progress);
    }

    /** Goes on with a release that was interrupted, or lets a paused Deployment go on, and waits until it is current. */
    public Object resume(String workload) {
        return releases.resume(line(workload), progress);
    }

    private ReleaseLine line(String workload) {
        return ReleaseLine.of(scope, WorkloadRef.parse(workload))
                .telling(audience)
                .with(rollouts.settled());
    }
}
