package dev.fairlead.release;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.plan.Planner;
import dev.fairlead.release.plan.ReleaseObservation;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.record.PlanFile;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.release.run.ActiveRelease;
import dev.fairlead.release.run.ColourPair;
import dev.fairlead.release.run.DryRunReview;
import dev.fairlead.release.run.Gatekeeper;
import dev.fairlead.release.run.NotifiedWork;
import dev.fairlead.release.run.PlainDeploy;
import dev.fairlead.release.run.ReleaseAdmission;
import dev.fairlead.release.run.ReleaseContext;
import dev.fairlead.release.run.ReleaseFailed;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.release.run.ReleaseObserver;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseRights;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.release.run.StatusResult;
import dev.fairlead.release.run.StepWork;
import dev.fairlead.release.run.SwitchBack;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Releases in steps. What is under way stands in the cluster, so that whoever may change the workload can promote it,
 * end it, or go on with it from anywhere.
 */
public final class ReleaseService {
    private final Clusters clusters;
    private final Journal journal;
    private final RolloutService rollouts;
    private final Gatekeeper gates;
    private final Function<String, Optional<Boolean>> confirm;
    private final NotifiedWork announcing;

    /**
     * @param confirm asks the user who is there for a yes; empty where nobody is
     * @param settings who is told of releases
     */
    public ReleaseService(
            Clusters clusters,
            Journal journal,
            RolloutService rollouts,
            Gatekeeper gates,
            Function<String, Optional<Boolean>> confirm,
            Settings settings) {
        this.clusters = clusters;
        this.journal = journal;
        this.rollouts = rollouts;
        this.gates = gates;
        this.confirm = confirm;
        this.announcing = new NotifiedWork(settings);
    }

    /**
     * Releases what the request describes; without strategy, gates and way back it is a plain deploy.
     *
     * @throws ReleaseFailed when it failed, whether or not it went back
     * @throws OpsException of kind CONFLICT when a release of the workload is under way, or the strategy cannot be had
     */
    public DeployResult deploy(ReleaseRequest request, ProgressListener progress) {
        if (request.isPlain()) {
            return new DeployResult.Rollout(deployPlainly(request.what(), request.audience(), progress));
        }
        if (request.what().image().isBlank()) {
            String name = request.what().name();
            throw new OpsException(FailureKind.USAGE, "deploy " + name + ": a strategy releases an image; say which")
                    .hint("rollout deploy " + name + " --image IMAGE");
        }
        return request.what().dryRun() || request.planOut().isPresent()
                ? new DeployResult.Planned(plan(request, progress))
                : new DeployResult.Release(release(request, progress));
    }

    /** How rollouts are followed where a line does not say it. */
    public WaitRules settled() {
        return rollouts.settled();
    }

    /**
     * Deploys without steps.
     *
     * @throws OpsException of kind CONFLICT when a release of the workload is under way, or its pods do not serve
     */
    public RolloutResult deployPlainly(DeployRequest request, NotificationTargets audience, ProgressListener progress) {
        return request.rules()
                .bound(() -> announcing.during(
                        around(request.scope(), progress),
                        audience,
                        context -> new PlainDeploy(context, request).run()));
    }

    /** The plan, with what the server says of its writes; written to the request's file where there is one. */
    public PlanReview plan(ReleaseRequest asked, ProgressListener progress) {
        ReleaseRequest request = asked.keeping(gates::kept);
        ReleaseContext context = around(request.what().scope(), progress);
        Plan plan = planned(request, context);
        request.planOut().ifPresent(file -> new PlanFile(file).write(plan));
        return new DryRunReview(context.cluster(), plan).review();
    }

    /**
     * Releases in steps, and a plain request as a rolling release of one.
     *
     * @throws ReleaseFailed when it failed, whether or not it went back
     */
    public ReleaseResult release(ReleaseRequest typed, ProgressListener progress) {
        ReleaseRequest request = typed.keeping(gates::kept);
        if (!request.gates().equals(typed.gates())) {
            progress.note("credentials in gates are not kept: whoever goes on with this release elsewhere sets the"
                    + " variables in their place");
        }
        ReleaseContext context = around(request.what().scope(), progress);
        Plan plan = planned(request, context);
        List<GateSpec> asked = request.gates().stream()
                .map(GateSpec::parse)
                .filter(GateSpec::isChecked)
                .toList();
        if (!asked.isEmpty()) {
            gates.check(asked, StepWork.subject(context, plan), progress);
        }
        boolean wait = request.what().rules().follow();
        return announcing.during(context, request.audience(), heard -> begin(heard, plan, request.takeOver(), wait));
    }

    private Plan planned(ReleaseRequest request, ReleaseContext context) {
        ReleaseAdmission admission = new ReleaseAdmission(context);
        admission.refuseUnfinished(ObjectName.deployment(request.what().name()));
        admission.refuseScaling(request.what());
        ReleaseObserver observer = new ReleaseObserver(context.cluster(), rollouts, context.progress());
        ReleaseRights rights = new ReleaseRights(
                context.cluster(), ObjectName.deployment(request.what().name()));
        ReleaseObservation observation = rights.planning(request.shape(), () -> observer.observe(request, id()));
        return Planner.plan(request, observation);
    }

    /**
     * Makes a plan that was written before.
     *
     * @throws OpsException of kind CONFLICT that names object and field when the cluster has moved since
     */
    public ReleaseResult apply(
            ClusterScope scope, Path file, boolean wait, NotificationTargets audience, ProgressListener progress) {
        Plan plan = new PlanFile(file).read();
        ReleaseContext context =
                around(scope.namespace().isPresent() ? scope : scope.inNamespace(plan.namespace()), progress);
        if (!context.cluster().namespace().equals(plan.namespace())) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    file + " was planned for namespace " + plan.namespace() + ", not "
                            + context.cluster().namespace());
        }
        ReleaseAdmission admission = new ReleaseAdmission(context);
        admission.refuseUnfinished(plan.workload());
        admission.refuseMoved(plan, file);
        return announcing.during(context, audience, heard -> begin(heard, plan, false, wait));
    }

    /**
     * How workloads stand when each is over, or as they are when the rules say to look once; of the only one that is
     * named, with its release where one is under way.
     *
     * @throws RolloutFailed when the only one failed, or is not over within the limit; its result is a StatusResult too
     * @throws RolloutsFailed when one of several is not current in the end; so is its
     */
    public StatusResult status(StatusRequest request, ProgressListener progress) {
        StatusResult.Asked asked = request.allNamespaces()
                ? StatusResult.Asked.EVERY_NAMESPACE
                : request.namesOne() ? StatusResult.Asked.ONE : StatusResult.Asked.SEVERAL;
        try {
            return asked == StatusResult.Asked.ONE
                    ? request.rules()
                            .bound(() ->
                                    status(request.scope(), request.workloads().get(0), request.rules(), progress))
                    : new StatusResult(rollouts.statuses(request, progress), Optional.empty(), asked);
        } catch (RolloutFailed e) {
            throw e.known(new StatusResult(List.of(e.status()), Optional.empty(), asked));
        } catch (RolloutsFailed e) {
            throw e.known(new StatusResult(e.statuses(), Optional.empty(), asked));
        }
    }

    private StatusResult status(ClusterScope scope, WorkloadRef workload, WaitRules rules, ProgressListener progress) {
        ReleaseContext context = around(scope, progress);
        Optional<ColourPair> pair = pair(context, workload);
        WorkloadRef released =
                pair.map(colours -> colours.workload().workload()).orElse(workload);
        Optional<ReleaseState> before = state(scope, released);
        before.ifPresent(release -> progress.note(release.summary()));
        RolloutStatus status = rollouts.status(scope, serving(workload, pair, progress), rules, progress);
        Optional<ReleaseState> now = before.isPresent() ? state(scope, released) : before;
        return new StatusResult(List.of(status), now, StatusResult.Asked.ONE);
    }

    /** The colour that serves, where the one that was named rests. */
    private static WorkloadRef serving(WorkloadRef named, Optional<ColourPair> pair, ProgressListener progress) {
        Optional<ColourPair> resting =
                pair.filter(colours -> colours.resting().workload().equals(named));
        resting.ifPresent(colours ->
                progress.note(named + " rests; " + colours.serving() + " serves since the last blue-green release"));
        return resting.map(colours -> colours.serving().workload()).orElse(named);
    }

    private static Optional<ColourPair> pair(ReleaseContext context, WorkloadRef workload) {
        return workload.kind().equals("deployment")
                ? ColourPair.of(context.cluster(), ObjectName.deployment(workload.name()))
                : Optional.empty();
    }

    /**
     * Puts an earlier revision back; after a blue-green release it switches back to what served before.
     *
     * @throws dev.fairlead.rollout.model.RolloutFailed when that does not become current either
     * @throws OpsException of kind NOT_FOUND when there is no such revision, CONFLICT when a release is under way
     */
    public RolloutResult undo(UndoRequest request, ProgressListener progress) {
        WorkloadRef named = request.workload();
        if (!named.kind().equals("deployment")) {
            return rollouts.undo(request, progress);
        }
        ReleaseContext context = around(request.scope(), progress);
        Optional<ColourPair> pair = request.rules().bound(() -> {
            Optional<ColourPair> colours = pair(context, named);
            new ReleaseAdmission(context)
                    .refuseUnfinished(colours.map(ColourPair::workload).orElse(ObjectName.deployment(named.name())));
            return colours;
        });
        boolean inPlace = request.revision().isPresent()
                && pair.filter(colours -> colours.resting().workload().equals(named))
                        .isEmpty();
        if (pair.isEmpty() || inPlace) {
            return rollouts.undo(request, progress);
        }
        SwitchBack back = new SwitchBack(context, pair.get());
        Plan plan = back.plan(request, id());
        ReleaseResult end =
                announcing.during(context, NotificationTargets.SETTLED, heard -> begin(heard, plan, false, true));
        return back.result(plan, end);
    }

    /** Makes every pod anew; after a blue-green release those of the Deployment that serves. */
    public RolloutResult restart(ClusterScope scope, WorkloadRef workload, WaitRules rules, ProgressListener progress) {
        return rules.bound(() -> {
            Optional<ColourPair> pair = pair(around(scope, progress), workload);
            return rollouts.restart(scope, serving(workload, pair, progress), rules, progress);
        });
    }

    /** Where the release of a workload stands; empty where none is under way, or the user may not see it. */
    public Optional<ReleaseState> state(ClusterScope scope, WorkloadRef workload) {
        if (!workload.kind().equals("deployment")) {
            return Optional.empty();
        }
        ReleaseContext context = around(scope, ProgressListener.SILENT);
        return new ActiveRelease(context, ObjectName.deployment(workload.name()), rollouts).state();
    }

    /**
     * Lets a release go on past the pause, the approval or the gate that it stands at.
     *
     * @throws OpsException of kind NOT_FOUND when none is under way
     */
    public ReleaseResult promote(ReleaseLine line, ProgressListener progress) {
        return moved(line, "promoted", progress, release -> release.promote(line));
    }

    /**
     * Ends a release and makes everything what it was before.
     *
     * @throws OpsException of kind NOT_FOUND when none is under way
     */
    public ReleaseResult abort(ReleaseLine line, ProgressListener progress) {
        return moved(line, "aborted", progress, release -> release.abort(line));
    }

    /**
     * Goes on with a release that nobody works on, or lets a paused Deployment go on where there is no release.
     */
    public ResumeResult resume(ReleaseLine line, ProgressListener progress) {
        boolean unfinished = line.workload().kind().equals("deployment")
                && new ReleaseAdmission(around(line.scope(), progress))
                        .unfinished(ObjectName.deployment(line.workload().name()))
                        .isPresent();
        return unfinished
                ? new ResumeResult.Release(moved(line, "resumed", progress, release -> release.resume(line)))
                : new ResumeResult.Rollout(rollouts.resume(line.scope(), line.workload(), line.rules(), progress));
    }

    private ReleaseResult moved(
            ReleaseLine line, String action, ProgressListener progress, Function<ActiveRelease, ReleaseResult> move) {
        if (!line.workload().kind().equals("deployment")) {
            throw new OpsException(FailureKind.USAGE, line.workload() + ": only a deployment has releases");
        }
        if (clusters.isRehearsing()) {
            throw new OpsException(FailureKind.USAGE, "a dry run moves no release on: " + line.workload());
        }
        ReleaseContext context = around(line.scope(), progress);
        ObjectName workload = ObjectName.deployment(line.workload().name());
        ReleaseResult result = announcing.during(
                context, line.audience(), heard -> move.apply(new ActiveRelease(heard, workload, rollouts)));
        place(context, workload, "release " + action, result.release().phase().toString());
        return result;
    }

    /** In a rehearsal the state is that of a release that would begin now. */
    private ReleaseResult begin(ReleaseContext context, Plan plan, boolean takeOver, boolean wait) {
        if (context.cluster().isRehearsing()) {
            new DryRunReview(context.cluster(), plan).tell(context.progress());
            ReleaseRecord begun = ReleaseRecord.begun(plan, context.who(), Instant.now());
            return new ReleaseResult(context.state(begun, ""), Optional.empty());
        }
        plan.notes().forEach(context.progress()::note);
        String what = plan.strategy() + " release to " + plan.image();
        place(context, plan.workload(), what, "begun");
        ReleaseResult result = new ActiveRelease(context, plan.workload(), rollouts).begin(plan, takeOver, wait);
        place(context, plan.workload(), what, result.release().phase().toString());
        return result;
    }

    private void place(ReleaseContext context, ObjectName workload, String action, String outcome) {
        ClusterClient cluster = context.cluster();
        journal.record(ChangePlace.in(cluster.context(), cluster.namespace()), action, workload.toString(), outcome);
    }

    private ReleaseContext around(ClusterScope scope, ProgressListener progress) {
        ClusterClient cluster = clusters.open(scope);
        String who = journal.user() + "@" + HostName.name();
        return new ReleaseContext(cluster, scope, rollouts, gates, confirm, who, notice -> {}, progress);
    }

    private static String id() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(60_466_176, Integer.MAX_VALUE), 36);
    }
}
