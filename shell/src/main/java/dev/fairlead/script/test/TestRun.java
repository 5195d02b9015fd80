package dev.fairlead.script.test;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.registry.SandboxImages;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.settings.EgressPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries one case in a room of its own. */
final class TestRun {
    private static final String CONTEXT = "sandbox";

    private final IsolatedSandboxes sandboxes;
    private final TestCase test;
    private final String script;
    private final ProgressListener progress;
    private final Instant began = Instant.now();

    /** @param script as the user would type it */
    TestRun(IsolatedSandboxes sandboxes, TestCase test, String script, ProgressListener progress) {
        this.sandboxes = sandboxes;
        this.test = test;
        this.script = script;
        this.progress = progress;
    }

    /** @throws Cancelled when the thread is interrupted; nothing is left then */
    TestResult result() {
        IsolatedSandboxRequest request = new IsolatedSandboxRequest(
                CONTEXT, test.namespace(), test.environment(), false, EgressPolicy.CLOSED, TestRun::isThere);
        try (IsolatedSandbox sandbox = sandboxes.open(request)) {
            for (String line : test.given()) {
                Cancelled.check("cancelled");
                try {
                    sandbox.line(line);
                } catch (Cancelled e) {
                    throw e;
                } catch (OpsException e) {
                    return broken(line, e);
                }
            }
            return tried(sandbox);
        }
    }

    /** Of the sandbox's own registry only what is pushed. */
    private static boolean isThere(String image) {
        return !image.startsWith(SandboxImages.REGISTRY + "/");
    }

    private TestResult tried(IsolatedSandbox sandbox) {
        FaultPlan faults = new FaultPlan(sandbox, test.faults());
        RunListener listener = new RunListener(this::pass, faults::after);
        faults.begin();
        RunEnding ended =
                RunEnding.of(sandbox, test.script(), test.words(), new StubbedResponses(test.answers()), listener);
        List<Mismatch> mismatches = new ArrayList<>(TestVerdict.of(test.expected(), ended, listener, sandbox));
        try {
            faults.requireMet(
                    listener.steps().stream().map(RunListener.Step::path).toList());
        } catch (OpsException e) {
            mismatches.add(new Mismatch("faults", "each strikes", e.message()));
        }
        return result(ended, listener, mismatches);
    }

    private TestResult result(RunEnding ended, RunListener listener, List<Mismatch> mismatches) {
        return new TestResult(
                script,
                test.name(),
                test.place(),
                mismatches.isEmpty(),
                ended.outcome(),
                began,
                Duration.between(began, Instant.now()),
                ended.failure().map(OpsException::message).orElse(""),
                ended.failure().map(OpsException::details).orElse(List.of()),
                listener.steps().stream().map(RunListener.Step::toString).toList(),
                mismatches);
    }

    /** What was to be there before the script could not be made. */
    private TestResult broken(String line, OpsException why) {
        ExpectedOutcome outcome = ExpectedOutcome.of(why.kind());
        RunEnding ended = new RunEnding(outcome, Optional.of(why));
        Mismatch mismatch =
                new Mismatch("given: " + line, ExpectedOutcome.WELL.shown(), outcome.shown() + ": " + why.message());
        return result(ended, new RunListener(ProgressListener.SILENT, step -> {}), List.of(mismatch));
    }

    /** Of what the script does only its steps are shown. */
    private void pass(ProgressEvent event) {
        if (event instanceof ProgressEvent.StepStarted step) {
            progress.on(new ProgressEvent.Advanced(test.name(), step.path(), 0, 0, ProgressEvent.Unit.COUNT));
        }
    }
}
