package dev.fairlead.release;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.failure.Pause;
import dev.fairlead.gate.GateResult;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.gate.GateSubject;
import dev.fairlead.rollout.WaitRules;
import dev.fairlead.rollout.WrittenTemplate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does one step. */
final class StepWork {
    private final Surroundings around;
    private final ReleaseJournal journal;
    private final Plan plan;
    private final Objects objects;
    private final Writes writes;
    private final RouteWork routes;

    StepWork(Surroundings around, ReleaseJournal journal) {
        this.around = around;
        this.journal = journal;
        this.plan = journal.record().plan();
        this.objects = new Objects(around.cluster());
        this.writes = new Writes(plan, objects);
        this.routes = new RouteWork(around, journal);
    }

    /** Does it, unless it waits; those are done by {@link Waiting}. */
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
        around.rollouts().follow(around.scope(), object.workload(), written, rules, around.progress());
    }

    private void weigh(Step.Weigh step) {
        if (plan.routes().isPresent()) {
            routes.weigh(step.percent());
        } else {
            around.progress().note("share: " + Shares.of(objects, plan, step.percent()));
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
        for (int i = 0; i < Restoring.TRIES; i++) {
            Optional<JsonNode> now = objects.find(object);
            if (!journal.record().back()) {
                refuseMoved(object, now);
            }
            Optional<Objects.Call> call = writes.of(step, now);
            if (call.isEmpty()) {
                now.ifPresent(there -> know(object, there));
                return;
            }
            if (i == 0) {
                JsonNode expected = objects.send(call.get(), true);
                journal.write(journal.record().expecting(object, expected.path("spec")));
            }
            journal.lock().check();
            Optional<JsonNode> made = sent(call.get());
            if (made.isPresent()) {
                know(object, made.get());
                afterwards(step, object);
                return;
            }
        }
        throw new OpsException(FailureKind.CONFLICT, "cannot " + step.text() + ": it keeps changing");
    }

    /** Empty where the object is no longer as it was read. */
    private Optional<JsonNode> sent(Objects.Call call) {
        try {
            return Optional.of(objects.send(call, false));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void afterwards(Step step, ObjectName object) {
        if (object.isDeployment() && !(step instanceof Step.Scale)) {
            around.rollouts().keepConfig(around.scope(), object.workload(), around.progress());
        }
    }

    private void restore(Step.Restore step) {
        Optional<JsonNode> known = journal.record().known(step.object());
        Optional<JsonNode> expected = Optional.ofNullable(
                journal.record().expected().get(step.object().toString()));
        journal.lock().check();
        new Restoring(plan, objects, around.progress())
                .restore(step, known, expected)
                .ifPresent(after -> know(step.object(), after));
    }

    private void remove(Step.Remove step) {
        Optional<JsonNode> there = objects.find(step.object());
        if (there.isPresent() && !writes.isOurs(there.get())) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "cannot " + step.text() + ": it is not the one that this release made, so it stays");
        }
        journal.lock().check();
        there.ifPresent(object -> objects.remove(step.object(), object));
        if (step.object().isDeployment()) {
            there.ifPresent(object -> awaitGone(step, object.at("/spec/selector/matchLabels")));
        }
        journal.write(journal.record().without(step.object()));
    }

    /** Its pods must take no more requests before a Service selects by fewer labels again. */
    private void awaitGone(Step.Remove step, JsonNode labels) {
        long end = System.nanoTime() + plan.rules().limit().toNanos();
        while (objects.find(step.object()).isPresent() || objects.pods(labels) > 0) {
            if (System.nanoTime() > end) {
                throw new OpsException(
                        FailureKind.ROLLOUT_STUCK,
                        step.object() + " or its pods are still there after "
                                + Words.of(plan.rules().limit()));
            }
            Pause.of(Duration.ofMillis(300), "cancelled at: " + step.text());
        }
    }

    private void check(Step.Check check) {
        GateSpec gate = GateSpec.parse(check.gate());
        GateResult result = around.gates().ask(gate, subject(around, plan), around.progress());
        if (!result.passed()) {
            throw result.failure();
        }
    }

    static GateSubject subject(Surroundings around, Plan plan) {
        return new GateSubject(
                around.cluster(),
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
        Optional<String> moved = now.isEmpty() ? Optional.of("it is gone") : moved(object, known.get(), now.get());
        if (moved.isEmpty()) {
            return;
        }
        String what = "somebody else has changed " + object + " since this release left it: " + moved.get();
        List<String> hints =
                List.of(around.line("resume", plan.workload()) + " --as-it-is", around.line("abort", plan.workload()));
        boolean template = now.filter(is -> object.isDeployment())
                .filter(is -> !is.at("/spec/template").equals(known.get().path("template")))
                .isPresent();
        throw template
                ? new Overtaken(what, List.of(), hints, object)
                : new OpsException(FailureKind.CONFLICT, what, List.of(), hints, null);
    }

    private Optional<String> moved(ObjectName object, JsonNode known, JsonNode now) {
        Optional<Found> found = plan.found(object);
        String uid = now.at("/metadata/uid").asText();
        if (found.isPresent() && !found.get().uid().equals(uid)) {
            return Optional.of("it was made anew");
        }
        JsonNode is = Moved.essence(plan, object, now.path("spec"));
        JsonNode expected = journal.record().expected().get(object.toString());
        if (expected != null && Moved.essence(plan, object, expected).equals(is)) {
            return Optional.empty();
        }
        return Moved.between(Moved.essence(plan, object, known), is);
    }

    private void know(ObjectName object, JsonNode now) {
        if (object.equals(plan.workload()) && plan.found(object).isEmpty()) {
            journal.belongTo(object, now.at("/metadata/uid").asText());
        }
        journal.write(journal.record().knowing(object, now.path("spec")));
    }
}
