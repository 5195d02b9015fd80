package dev.fairlead.script.api;

import dev.fairlead.applyset.ApplySetFailed;
import dev.fairlead.applyset.ApplySetRequest;
import dev.fairlead.applyset.ApplySetResult;
import dev.fairlead.failure.Conflict;
import dev.fairlead.failure.NotFound;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.NotificationTarget;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.follow.DiagnosedFailure;
import dev.fairlead.rollout.history.RevisionRange;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.Diagnosis;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitFailed;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.wanted.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code rollout} in snippets: what the commands of that name do, in the session's context and namespace or in those of
 * {@link #in} and {@link #inContext}. Workloads are named as on the line: {@code deployment/web}. They are waited for as
 * patiently as the user settled, unless {@link #waiting} says otherwise. A rollout that fails throws
 * {@link RolloutFailed} with its verdict; a workload that is not there is a {@link NotFound}.
 *
 * <pre>{@code
 * try {
 *     rollout.deploy("web", "127.0.0.1:5000/team/web:v7");
 * } catch (RolloutFailed f) {
 *     if (f.verdict().family() == Family.CRASH) {
 *         rollout.undo("deployment/web");
 *     }
 *     throw f;
 * }
 * }</pre>
 */
public final class RolloutApi extends RolloutReleases {
    private final ScriptServices services;
    private final RolloutService rollouts;
    private final ProgressListener progress;
    private final ClusterScope scope;
    private final NotificationTargets audience;
    private final UnaryOperator<WaitRules> patience;

    RolloutApi(ScriptServices services, ProgressListener progress, ClusterScope scope) {
        this(services, progress, scope, NotificationTargets.SETTLED, UnaryOperator.identity());
    }

    private RolloutApi(
            ScriptServices services,
            ProgressListener progress,
            ClusterScope scope,
            NotificationTargets audience,
            UnaryOperator<WaitRules> patience) {
        super(services, progress, scope, audience, patience);
        this.services = services;
        this.rollouts = services.rollouts();
        this.progress = progress;
        this.scope = scope;
        this.audience = audience;
        this.patience = patience;
    }

    /** The same in a namespace. */
    @Rbac
    public RolloutApi in(String namespace) {
        return new RolloutApi(services, progress, scope.inNamespace(namespace), audience, patience);
    }

    /** The same in another context, in that context's own namespace unless {@link #in} said one. */
    @Rbac
    public RolloutApi inContext(String context) {
        return new RolloutApi(services, progress, scope.inContext(context), audience, patience);
    }

    /** The same; deploys and releases are told to these webhooks, e.g. {@code slack=URL}, not to those settled. */
    @Rbac
    public RolloutApi notifying(String... webhooks) {
        List<NotificationTarget> targets = TypedFailures.call(
                () -> Arrays.stream(webhooks).map(NotificationTarget::parse).toList());
        return new RolloutApi(services, progress, scope, NotificationTargets.of(targets), patience);
    }

    /** The same; nobody is told of deploys and releases. */
    @Rbac
    public RolloutApi notifyingNobody() {
        return new RolloutApi(services, progress, scope, NotificationTargets.NOBODY, patience);
    }

    /**
     * The same with other patience than the user settled.
     *
     * <pre>{@code
     * var patient = rollout.waiting(rules -> rules.timeout(Duration.ofMinutes(30)).restarts(5));
     * patient.restart("statefulset/db");
     * }</pre>
     */
    @Rbac
    public RolloutApi waiting(UnaryOperator<WaitRules> rules) {
        return new RolloutApi(services, progress, scope, audience, before -> rules.apply(patience.apply(before)));
    }

    @Override
    WaitRules rules() {
        return patience.apply(rollouts.settled());
    }

    /** Begins a request for {@link #deploy(DeployRequest.Builder)}; only the image must be set. */
    @Rbac
    public DeployRequest.Builder named(String name) {
        return DeployRequest.named(name).scope(scope).settled(TypedFailures.call(this::rules));
    }

    /** Makes or updates a Deployment with this image and waits until it is current. */
    public RolloutResult deploy(String name, String image) {
        return deploy(named(name).image(image));
    }

    /**
     * Makes or updates a Deployment, and its Service where a port is set, and waits until it is current. On an existing
     * one only what the request sets is changed. Where the request leaves its context, namespace or patience open, this
     * {@code rollout}'s hold.
     *
     * <pre>{@code
     * rollout.in("shop").deploy(
     *         rollout.named("web").image("127.0.0.1:5000/team/web:v7").port(8080).replicas(3).readiness("/healthz"));
     * }</pre>
     *
     * @throws RolloutFailed when its pods cannot become current, or did not within the limit
     * @throws Conflict when a release of it is under way
     */
    public RolloutResult deploy(DeployRequest.Builder request) {
        return TypedFailures.call(() -> deploy(request.build(scope, patience)));
    }

    /** As {@link #deploy(DeployRequest.Builder)}, as patiently as the request says. */
    public RolloutResult deploy(DeployRequest request) {
        DeployRequest here = request.in(request.scope().within(scope));
        return TypedFailures.call(() -> services.releases().deployPlainly(here, audience, progress));
    }

    /**
     * Applies the manifests of files and directories as one set, in the order of their dependence, and waits until its
     * workloads are current.
     *
     * @throws ApplySetFailed when not all of it was applied, or not all workloads are well; it has what was done
     */
    public ApplySetResult apply(String name, List<String> sources) {
        return apply(name, sources, request -> request);
    }

    /** As {@link #apply(String, List)}, e.g. {@code apply("web", List.of("k8s"), request -> request.prune(true))}. */
    public ApplySetResult apply(String name, List<String> sources, UnaryOperator<ApplySetRequest> more) {
        return TypedFailures.call(() ->
                apply(more.apply(ApplySetRequest.of(name, sources).in(scope).with(rules()))));
    }

    /** As {@link #apply(String, List)}, and deletes what the set had and the manifests no longer have. */
    @Rbac(on = Subject.UNKNOWN)
    public ApplySetResult applyAndPrune(String name, List<String> sources) {
        return apply(name, sources, request -> request.prune(true));
    }

    /** What applying a set would change; nothing is changed. */
    @Rbac(on = Subject.UNKNOWN)
    public ApplySetResult preview(String name, List<String> sources) {
        return apply(name, sources, ApplySetRequest::asDryRun);
    }

    /** Applies a set as the request says; in this context and namespace as far as it leaves them open. */
    public ApplySetResult apply(ApplySetRequest request) {
        ApplySetRequest here = request.in(request.scope().within(scope));
        return TypedFailures.call(() -> services.sets().apply(here, progress));
    }

    /** How a workload stands now, whether well or not. */
    public RolloutStatus status(String workload) {
        return TypedFailures.call(() -> rollouts.status(scope, WorkloadRef.parse(workload), rules().once(), progress));
    }

    /** How all workloads of the namespace stand now. */
    @Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
    public List<RolloutStatus> statuses() {
        return TypedFailures.call(() -> rollouts.statuses(scope));
    }

    /**
     * Waits until a workload is current.
     *
     * @throws RolloutFailed when it cannot become so, or did not within the limit
     */
    @Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
    public RolloutStatus follow(String workload) {
        return TypedFailures.call(() -> rollouts.status(scope, WorkloadRef.parse(workload), rules(), progress));
    }

    /**
     * Waits until each of these is current.
     *
     * @throws RolloutsFailed when one is not in the end; it has all statuses
     */
    public List<RolloutStatus> follow(List<String> workloads) {
        return TypedFailures.call(() -> rollouts.statuses(request(workloads), progress));
    }

    /** As {@link #follow(List)}, of those that are found, e.g. {@code follow(request -> request.allNamespaces(true))}. */
    public List<RolloutStatus> follow(UnaryOperator<StatusRequest> more) {
        return TypedFailures.call(() -> rollouts.statuses(more.apply(request(List.of())), progress));
    }

    /** Waits until every workload with these labels is current, e.g. {@code app=web}. */
    @Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
    public List<RolloutStatus> followLabelled(String labels) {
        return follow(request -> request.labels(labels));
    }

    private StatusRequest request(List<String> workloads) {
        List<WorkloadRef> refs = workloads.stream().map(WorkloadRef::parse).toList();
        return new StatusRequest(scope, refs, "", false, List.of(), false, false, rules());
    }

    /** What is wrong with a workload now, across registry, nodes, configuration and services; that it is not well is no failure. */
    public Diagnosis diagnose(String workload) {
        return TypedFailures.call(() -> {
            try {
                return rollouts.diagnose(scope, WorkloadRef.parse(workload), rules().tolerances());
            } catch (DiagnosedFailure found) {
                return found.diagnosis();
            }
        });
    }

    /** Waits until an object of any kind, e.g. {@code pod/web-1}, is current. */
    @Rbac(on = Subject.WORKLOAD, operations = Operation.FOLLOW)
    public WaitResult waitFor(String object) {
        return waitFor(object, "current");
    }

    /**
     * Waits until an object of any kind is what is wanted: {@code current}, {@code condition=Available[=False]},
     * {@code jsonpath={.status.phase}=Running}, {@code create} or {@code delete}.
     *
     * @throws WaitFailed when it is not so within the limit; it has what it was then
     */
    public WaitResult waitFor(String object, String wanted) {
        return waitFor(object, wanted, request -> request).get(0);
    }

    /** As {@link #waitFor(String, String)}, e.g. {@code waitFor("pods", "delete", request -> request.labels("app=old"))}. */
    public List<WaitResult> waitFor(String word, String wanted, UnaryOperator<WaitRequest> more) {
        return TypedFailures.call(() -> waitFor(
                more.apply(new WaitRequest(scope, List.of(word), "", false, false, Wanted.parse(wanted), rules()))));
    }

    /** Waits as the request says; its own scope holds. */
    public List<WaitResult> waitFor(WaitRequest request) {
        return TypedFailures.call(() -> rollouts.await(request, progress));
    }

    /** The revisions that the cluster still keeps, oldest first. */
    public List<Revision> history(String workload) {
        return TypedFailures.call(() -> rollouts.history(scope, WorkloadRef.parse(workload)));
    }

    /** What differs between two revisions. */
    @Rbac(
            on = Subject.WORKLOAD,
            operations = {Operation.LOOK, Operation.FIND_COPIES})
    public RevisionDiff diff(String workload, long from, long to) {
        return diff(workload, new RevisionRange(from, Optional.of(to)));
    }

    /** What differs between that revision and the current one. */
    public RevisionDiff diff(String workload, long from) {
        return diff(workload, new RevisionRange(from, Optional.empty()));
    }

    private RevisionDiff diff(String workload, RevisionRange range) {
        return TypedFailures.call(() -> rollouts.diff(scope, WorkloadRef.parse(workload), range));
    }

    /**
     * Puts the revision before the current one back and waits until it is current.
     *
     * @throws NotFound when there is none
     * @throws RolloutFailed when that one does not become current either
     */
    public RolloutResult undo(String workload) {
        return undo(workload, request -> request);
    }

    /** Puts that revision back and waits until it is current. */
    public RolloutResult undo(String workload, long revision) {
        return undo(workload, request -> request.to(revision));
    }

    /** As {@link #undo(String)}, e.g. {@code undo("deployment/web", request -> request.to(3).withConfig(true))}. */
    public RolloutResult undo(String workload, UnaryOperator<UndoRequest> more) {
        return TypedFailures.call(() -> undo(
                more.apply(UndoRequest.of(scope, WorkloadRef.parse(workload)).following(rules()))));
    }

    /** Puts a revision back as the request says; its own scope holds. */
    public RolloutResult undo(UndoRequest request) {
        return TypedFailures.call(() -> services.releases().undo(request, progress));
    }

    /** Replaces all pods and waits until the workload is current. */
    public RolloutResult restart(String workload) {
        return TypedFailures.call(
                () -> services.releases().restart(scope, WorkloadRef.parse(workload), rules(), progress));
    }

    /** Holds a Deployment's rollout where it is. */
    public RolloutResult pause(String workload) {
        return TypedFailures.call(() -> rollouts.pause(scope, WorkloadRef.parse(workload), progress));
    }
}
