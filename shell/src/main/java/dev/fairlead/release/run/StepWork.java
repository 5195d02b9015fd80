package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.failure.Pause;
import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.plan.TimeText;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WrittenTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does one step. */
public final class StepWork {
    private final ReleaseContext context;
    private final ReleaseJournal journal;
    private final Plan plan;
    private final ReleaseObjects objects;
    private final StepWrites writes;
    private final RouteWork routes;

    StepWork(ReleaseContext context, ReleaseJournal journal) {
        this.context = context;
        this.journal = journal;
        this.plan = journal.record().plan();
        this.objects = new ReleaseObjects(context.cluster());
        this.writes = new StepWrites(plan, objects);
        this.routes = new RouteWork(context, journal);
    }

    /** Does it, unless it waits; those are done by {@link ConditionWaiter}. */
    void run(Step step) {
        if (step instanceof Step.Restore restore) {
            restore(restore);
        } else if (step instanceof Step.Remove remove) {
            remove(remove);
        } else if (step instanceof Step.Follow follow) {
            follow(follow.object());
        } else if (step instanceof Step.Check check) {
            check(check);
        } else if (step instanceof Step.Weigh weigh) {
            weigh(weigh);
        } else if (step instanceof Step.AddRoutes) {
            routes.add();
        } else if (step instanceof Step.RestoreRoutes restore) {
            routes.restore(restore);
        } else if (step instanceof Step.RemoveRoutes) {
            routes.remove();
        } else {
            write(step);
        }
    }

    /** What others write meanwhile is not judged as this release's. */
    private void follow(ObjectName object) {
        Optional<WrittenTemplate> written = objects.find(object)
                .flatMap(now -> journal.record()
                        .known(object)
                        .flatMap(known ->
                                WrittenTemplate.of(now.at("/metadata/uid").asText(), known.path("template"))));
        WaitRules rules = plan.rules().untilOver();
        context.rollouts().follow(context.scope(), object.workload(), written, rules, context.progress());
    }

    private void weigh(Step.Weigh step) {
        if (plan.routes().isPresent()) {
            routes.weigh(step.percent());
        } else {
            context.progress().note("share: " + Shares.of(objects, plan, step.percent()));
        }
    }

    /** @throws OpsException of kind CONFLICT that names what somebody else changed */
    void refuseMoved() {
        for (String name : journal.record().known().keySet()) {
            ObjectName object = ObjectName.parse(name);
            refuseMoved(object, objects.find(object));
        }
    }

    /** Takes everything as it is now for what the release left. */
    void acceptMoved() {
        for (String name : journal.record().known().keySet()) {
            ObjectName object = ObjectName.parse(name);
            Optional<JsonNode> now = objects.find(object);
            journal.write(
                    now.isPresent()
                            ? journal.record().knowing(object, now.get().path("spec"))
                            : journal.record().without(object));
        }
    }

    private void write(Step step) {
        ObjectName object = step.target().orElseThrow();
        for (int i = 0; i < Restore.TRIES; i++) {
            Optional<JsonNode> now = objects.find(object);
            if (!journal.record().back()) {
                refuseMoved(object, now);
            }
            knowMade(object, now);
            Optional<ReleaseObjects.Call> call = writes.of(step, now);
            Optional<JsonNode> made = call.isPresent() ? sent(object, call.get()) : now;
            if (made.isPresent()) {
                know(object, made.get());
                afterwards(step, object);
                return;
            }
        }
        throw new OpsException(FailureKind.CONFLICT, "cannot " + step.text() + ": it keeps changing");
    }

    /**
     * Makes a write once what it leaves is recorded: whoever goes on after a kill knows then that it was this release's.
     *
     * @return empty where the object is no longer as it was read
     */
    private Optional<JsonNode> sent(ObjectName object, ReleaseObjects.Call call) {
        try {
            JsonNode expected = objects.send(call, true);
            journal.write(journal.record().expecting(object, expected.path("spec")));
            journal.lock().check();
            return Optional.of(objects.send(call, false));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT && journal.lock().lost().isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void afterwards(Step step, ObjectName object) {
        if (object.isDeployment() && !(step instanceof Step.Scale)) {
            context.rollouts().keepConfig(context.scope(), object.workload(), context.progress());
        }
    }

    private void restore(Step.Restore step) {
        ObjectName object = step.object();
        if (journal.record().expected(object).isPresent()) {
            knowMade(object, objects.find(object));
        }
        Optional<JsonNode> known = journal.record().known(object);
        Optional<JsonNode> expected = journal.record().expected(object);
        journal.lock().check();
        new Restore(plan, objects, call -> sent(object, call), context.progress())
                .restore(step, known, expected)
                .ifPresent(after -> know(object, after));
    }

    private void remove(Step.Remove step) {
        ObjectName object = step.object();
        Optional<JsonNode> there = objects.find(object);
        if (there.isPresent() && !writes.isOurs(there.get())) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "cannot " + step.text() + ": it is not the one that this release made, so it stays");
        }
        Optional<JsonNode> spec =
                there.map(now -> now.path("spec")).or(() -> journal.record().known(object));
        if (there.isPresent()) {
            journal.write(journal.record().expectingNone(object));
            journal.lock().check();
            objects.remove(object, there.get());
        }
        if (object.isDeployment()) {
            spec.ifPresent(was -> awaitGone(step, was.at("/selector/matchLabels")));
        }
        journal.write(journal.record().without(object));
    }

    /** Its pods must take no more requests before a Service selects by fewer labels again. */
    private void awaitGone(Step.Remove step, JsonNode labels) {
        long end = System.nanoTime() + plan.rules().limit().toNanos();
        while (objects.find(step.object()).isPresent() || objects.pods(labels) > 0) {
            if (System.nanoTime() > end) {
                throw new OpsException(
                        FailureKind.ROLLOUT_STUCK,
                        step.object() + " or its pods are still there after "
                                + TimeText.of(plan.rules().limit()));
            }
            Pause.of(Duration.ofMillis(300), "cancelled at: " + step.text());
        }
    }

    private void check(Step.Check check) {
        GateSpec gate = GateSpec.parse(check.gate());
        GateResult result = context.gates().ask(gate, subject(context, plan), context.progress());
        if (!result.passed()) {
            throw result.failure();
        }
    }

    public static GateSubject subject(ReleaseContext context, Plan plan) {
        return new GateSubject(
                context.cluster(),
                plan.workload().name(),
                plan.candidate().name(),
                plan.stable().name(),
                plan.image(),
                plan.preview());
    }

    private void refuseMoved(ObjectName object, Optional<JsonNode> now) {
        Optional<JsonNode> known = journal.record().known(object);
        if (known.isEmpty()) {
            return;
        }
        Optional<String> moved = now.isPresent()
                ? moved(object, known.get(), now.get())
                : Optional.of("it is gone").filter(gone -> !journal.record().expectsNone(object));
        if (moved.isEmpty()) {
            return;
        }
        String what = "somebody else has changed " + object + " since this release left it: " + moved.get();
        List<String> hints = List.of(
                context.line("resume", plan.workload()) + " --as-it-is", context.line("abort", plan.workload()));
        boolean template = now.filter(is -> object.isDeployment())
                .filter(is -> !is.at("/spec/template").equals(known.get().path("template")))
                .isPresent();
        throw template
                ? new Overtaken(what, List.of(), hints, object)
                : new OpsException(FailureKind.CONFLICT, what, List.of(), hints, null);
    }

    private Optional<String> moved(ObjectName object, JsonNode known, JsonNode now) {
        Optional<OriginalObject> found = plan.found(object);
        String uid = now.at("/metadata/uid").asText();
        if (found.isPresent() && !found.get().uid().equals(uid)) {
            return Optional.of("it was made anew");
        }
        return isAsExpected(object, now)
                ? Optional.empty()
                : Drift.between(Drift.essence(plan, object, known), Drift.essence(plan, object, now.path("spec")));
    }

    /** Whether a write that was begun before a kill was made. */
    private boolean isAsExpected(ObjectName object, JsonNode now) {
        JsonNode is = Drift.essence(plan, object, now.path("spec"));
        return journal.record()
                .expected(object)
                .map(spec -> Drift.essence(plan, object, spec))
                .filter(is::equals)
                .isPresent();
    }

    /** What such a write has left must stay known when the record says what the next one leaves. */
    private void knowMade(ObjectName object, Optional<JsonNode> now) {
        now.filter(there -> isAsExpected(object, there)).ifPresent(there -> know(object, there));
    }

    private void know(ObjectName object, JsonNode now) {
        if (object.equals(plan.workload()) && plan.found(object).isEmpty()) {
            journal.belongTo(object, now.at("/metadata/uid").asText());
        }
        journal.write(journal.record().knowing(object, now.path("spec")));
    }
}
