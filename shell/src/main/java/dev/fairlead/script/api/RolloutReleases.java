package dev.fairlead.script.api;

import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.NotFound;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.multicluster.ContextOutcome;
import dev.fairlead.multicluster.MultiClusterFailed;
import dev.fairlead.multicluster.MultiClusterRequest;
import dev.fairlead.multicluster.Waves;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.RunsRelease;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.GateFailed;
import dev.fairlead.release.run.ReleaseFailed;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rollout.deploy.DeploysWorkload;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The part of {@code rollout} that is about releases: deploys in steps, judged one by one, with a way back. A release
 * that fails throws {@link ReleaseFailed}, after it has gone back where the strategy does; by a gate, {@link GateFailed}.
 */
public abstract sealed class RolloutReleases permits RolloutApi {
    private final ScriptServices services;
    private final ReleaseService releases;
    private final ProgressListener progress;
    private final ClusterScope scope;
    private final NotificationTargets audience;
    private final UnaryOperator<WaitRules> patience;

    RolloutReleases(
            ScriptServices services,
            ProgressListener progress,
            ClusterScope scope,
            NotificationTargets audience,
            UnaryOperator<WaitRules> patience) {
        this.services = services;
        this.releases = services.releases();
        this.progress = progress;
        this.scope = scope;
        this.audience = audience;
        this.patience = patience;
    }

    /** How patiently everything is waited for. */
    abstract WaitRules rules();

    /**
     * Begins a request for {@link #release}, e.g. {@code releasing(named("web").image("team/web:v2")).canary("5%", "50%")}.
     */
    @Rbac
    public ReleaseRequest.Builder releasing(DeployRequest.Builder what) {
        return ReleaseRequest.of(what).audience(audience);
    }

    /**
     * Releases in steps and waits until it is over. Where the request leaves its context, namespace, patience or audience
     * open, this {@code rollout}'s hold.
     *
     * <pre>{@code
     * var what = rollout.named("web").image("127.0.0.1:5000/team/web:v2").port(8080);
     * try {
     *     rollout.release(rollout.releasing(what).canary(Duration.ofMinutes(1), "10%", "50%").gate("http /healthz"));
     * } catch (GateFailed f) {
     *     println("went back to " + f.release().before() + ": " + f.release().verdict());
     * }
     * }</pre>
     *
     * @throws ReleaseFailed when it failed, whether or not it went back
     * @throws Conflict when a release of the workload is under way, or the strategy cannot be had
     */
    @RunsRelease
    public ReleaseResult release(ReleaseRequest.Builder request) {
        return TypedFailures.call(() -> releases.release(built(request), progress));
    }

    /** As {@link #releaseIn(List, String, boolean, ReleaseRequest.Builder)}: one context, then all others; no way back. */
    @RunsRelease
    public List<ContextOutcome> releaseIn(List<String> contexts, ReleaseRequest.Builder request) {
        return releaseIn(contexts, Waves.DEFAULT.toString(), false, request);
    }

    /**
     * Releases in several contexts, one wave after another, and stops at the first that fails. Nothing is changed anywhere
     * before every context has answered.
     *
     * @param waves up to how many contexts each wave reaches, e.g. {@code 1,50%,100%}
     * @param rollBack whether a failure takes back the contexts that were done before
     * @throws MultiClusterFailed when a context failed; it has the outcome of each
     */
    public List<ContextOutcome> releaseIn(
            List<String> contexts, String waves, boolean rollBack, ReleaseRequest.Builder request) {
        return TypedFailures.call(() -> {
            ReleaseRequest release = built(request);
            WorkloadRef workload = WorkloadRef.deployment(release.what().name());
            MultiClusterRequest where =
                    new MultiClusterRequest(workload, contexts, scope.namespace(), Waves.parse(waves), rollBack);
            return services.fleets().deploy(where, release, progress);
        });
    }

    /** The plan of a release, with what the server says each write would change; nothing is changed. */
    @DeploysWorkload
    @Rbac(resources = RunsRelease.ROUTES, operations = Operation.LIST)
    public PlanReview plan(ReleaseRequest.Builder request) {
        return TypedFailures.call(() -> releases.plan(built(request), progress));
    }

    private ReleaseRequest built(ReleaseRequest.Builder request) {
        return request.build(scope, patience).heardBy(audience);
    }

    /**
     * Makes the plan that {@link #plan} wrote to a file, and waits until it is over.
     *
     * @throws Conflict when the cluster has moved since
     */
    @RunsRelease
    public ReleaseResult applyPlan(String file) {
        return TypedFailures.call(() ->
                releases.apply(scope, services.outside().settings().path(file), rules().follow(), audience, progress));
    }

    /** As {@link #applyPlan(String)}. */
    public ReleaseResult applyPlan(Path file) {
        return applyPlan(file.toString());
    }

    /** Where the release of a workload stands; empty where none is under way. */
    @Rbac(resources = "deployments.apps leases.coordination.k8s.io", operations = Operation.READ)
    public Optional<ReleaseState> releaseOf(String workload) {
        return TypedFailures.call(() -> releases.state(scope, WorkloadRef.parse(workload)));
    }

    /**
     * Lets a release go on past the pause, approval or gate that it stands at.
     *
     * @throws NotFound when none is under way
     */
    public ReleaseResult promote(String workload) {
        return promote(workload, line -> line);
    }

    /** As {@link #promote(String)}, e.g. {@code promote("deployment/web", line -> line.full(true))}. */
    public ReleaseResult promote(String workload, UnaryOperator<ReleaseLine> more) {
        return TypedFailures.call(() -> releases.promote(line(workload, more), progress));
    }

    /** Skips all steps that remain before the new pods take over. */
    @RunsRelease
    public ReleaseResult promoteFully(String workload) {
        return promote(workload, ReleaseLine::fully);
    }

    /**
     * Ends a release and makes everything what it was before.
     *
     * @throws NotFound when none is under way
     */
    public ReleaseResult abort(String workload) {
        return abort(workload, line -> line);
    }

    /** As {@link #abort(String)}, e.g. {@code abort("deployment/web", line -> line.takeOver(true))}. */
    public ReleaseResult abort(String workload, UnaryOperator<ReleaseLine> more) {
        return TypedFailures.call(() -> releases.abort(line(workload, more), progress));
    }

    /**
     * Goes on with a release that was interrupted, or lets a paused Deployment go on, and waits until it is current.
     *
     * @return a {@link ReleaseResult}, or a {@link dev.fairlead.rollout.model.RolloutResult} where there was no release
     */
    public Object resume(String workload) {
        return resume(workload, line -> line);
    }

    /** As {@link #resume(String)}, e.g. {@code resume("deployment/web", line -> line.asItIs(true))}. */
    public Object resume(String workload, UnaryOperator<ReleaseLine> more) {
        return TypedFailures.call(() -> releases.resume(line(workload, more), progress));
    }

    private ReleaseLine line(String workload, UnaryOperator<ReleaseLine> more) {
        return more.apply(ReleaseLine.of(scope, WorkloadRef.parse(workload))
                .telling(audience)
                .rules(rules()));
    }
}
