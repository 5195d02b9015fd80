package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.script.test.ExpectedOutcome;
import dev.fairlead.script.test.FaultPlan;
import dev.fairlead.script.test.IsolatedSandbox;
import dev.fairlead.script.test.PlannedFault;
import dev.fairlead.script.test.RunEnding;
import dev.fairlead.script.test.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A script in a room that was filled with a copy. */
final class RehearsalRun {
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final List<String> UNKNOWN = List.of(
            "what admission webhooks and policies say",
            "what the real nodes have room for, and what volumes hold",
            "what the images do: each container here starts and gets ready",
            "custom resources and what their controllers do",
            "whether an image exists that the script does not build itself");

    private final IsolatedSandbox sandbox;
    private final CopiedObjects copied;
    private final ProgressListener progress;
    private final List<String> unsettled = new ArrayList<>();

    RehearsalRun(IsolatedSandbox sandbox, CopiedObjects copied, ProgressListener progress) {
        this.sandbox = sandbox;
        this.copied = copied;
        this.progress = progress;
    }

    /** @throws RehearsalFailed where the script would fail */
    Rehearsal run(RehearsalSubject subject, List<PlannedFault> faults) {
        settle();
        SandboxSnapshot before = SandboxSnapshot.of(sandbox.cluster());
        Instant began = Instant.now();
        FaultPlan plan = new FaultPlan(sandbox, faults);
        RunListener listener = new RunListener(progress, plan::after);
        plan.begin();
        RunEnding ended;
        try {
            ended = RunEnding.of(sandbox, subject.script(), subject.words(), StubbedResponses.NONE, listener);
        } catch (Cancelled e) {
            throw new Cancelled("cancelled the rehearsal; nothing real was touched, and its sandbox is gone");
        }
        Duration took = Duration.between(began, Instant.now());
        plan.requireMet(listener.steps().stream().map(RunListener.Step::path).toList());
        List<Rehearsal.ObjectChange> changes = before.changes(SandboxSnapshot.of(sandbox.cluster()));
        Rehearsal rehearsal = rehearsal(subject, ended.outcome(), took, listener, changes);
        if (ended.failure().isPresent()) {
            throw new RehearsalFailed(ended.failure().get(), rehearsal);
        }
        return rehearsal;
    }

    private Rehearsal rehearsal(
            RehearsalSubject subject,
            ExpectedOutcome outcome,
            Duration took,
            RunListener listener,
            List<Rehearsal.ObjectChange> changes) {
        List<String> told = new ArrayList<>(copied.told());
        told.addAll(unsettled);
        return new Rehearsal(
                subject.name(),
                subject.context(),
                subject.namespaces(),
                copied.counts(),
                told,
                outcome,
                took,
                listener.steps().stream()
                        .map(step -> new Rehearsal.Step(step.path(), step.ended(), step.took()))
                        .toList(),
                changes,
                UNKNOWN);
    }

    /** Waits until the pods of what was copied are there. */
    private void settle() {
        List<ObjectNode> left = new ArrayList<>(copied.running());
        Instant end = Instant.now().plus(SETTLING);
        while (!left.isEmpty() && Instant.now().isBefore(end)) {
            left.removeIf(workload -> CopiedDocuments.isSettled(now(workload)));
            if (!left.isEmpty()) {
                Pause.of(LOOK, "cancelled the rehearsal before the script began; its sandbox is gone");
            }
        }
        for (ObjectNode workload : left) {
            String text = typed(workload) + " does not get well in the sandbox either: it goes on as it is";
            unsettled.add(text);
            progress.warn(text);
        }
    }

    private JsonNode now(ObjectNode workload) {
        CopiedKind kind = kind(workload);
        ApiPath path = kind.path("v1", workload.at("/metadata/namespace").asText());
        return sandbox.cluster().get(path.object(workload.at("/metadata/name").asText()));
    }

    private static CopiedKind kind(ObjectNode workload) {
        return CopiedKind.ALL.stream()
                .filter(known -> known.kind().equals(workload.path("kind").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static String typed(ObjectNode workload) {
        return kind(workload).typed(workload);
    }
}
