package dev.fairlead.script.test;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a run was not as expected. */
final class TestVerdict {
    private static final int MOST_SHOWN = 400;

    private final Expectation expected;
    private final List<Mismatch> mismatches = new ArrayList<>();

    private TestVerdict(Expectation expected) {
        this.expected = expected;
    }

    static List<Mismatch> of(Expectation expected, RunEnding ended, RunListener listener, IsolatedSandbox sandbox) {
        TestVerdict verdict = new TestVerdict(expected);
        verdict.end(ended.outcome(), ended.failure());
        verdict.steps(listener.steps());
        verdict.output(listener.said());
        ObjectCheck objects = new ObjectCheck(sandbox.cluster());
        expected.objects().forEach(object -> verdict.mismatches.addAll(objects.mismatches(object)));
        return verdict.mismatches;
    }

    private void end(ExpectedOutcome outcome, Optional<OpsException> failure) {
        String why = failure.map(OpsException::message).orElse("");
        if (!outcome.equals(expected.outcome())) {
            add("outcome", expected.outcome().shown(), outcome.shown() + (why.isEmpty() ? "" : ": " + why));
        } else if (!expected.reason().isEmpty() && !text(failure).contains(expected.reason())) {
            add("reason", expected.reason(), why);
        }
        String step = failure.flatMap(TestVerdict::step).orElse("");
        if (!expected.step().isEmpty() && !expected.step().equals(step)) {
            add("failing step", expected.step(), step.isEmpty() ? "none" : step);
        }
    }

    private static String text(Optional<OpsException> failure) {
        return failure.map(why -> why.message() + "\n" + String.join("\n", why.details()))
                .orElse("");
    }

    /** The run says the step in which it failed among the failure's details. */
    static Optional<String> step(OpsException failure) {
        String before = "in step ";
        return failure.details().stream()
                .filter(line -> line.startsWith(before))
                .map(line -> line.substring(before.length()))
                .findFirst();
    }

    private void steps(List<RunListener.Step> steps) {
        List<String> ran = steps.stream()
                .filter(step -> step.outcome() == StepOutcome.SUCCEEDED)
                .map(RunListener.Step::path)
                .toList();
        expected.steps()
                .filter(wanted -> !wanted.equals(ran))
                .ifPresent(wanted -> add("steps", shown(wanted), shown(ran)));
    }

    private static String shown(List<String> steps) {
        return steps.isEmpty() ? "none" : String.join(", ", steps);
    }

    private void output(String said) {
        for (String part : expected.output()) {
            if (!said.contains(part)) {
                String all = said.strip();
                String shown = all.length() > MOST_SHOWN ? "…" + all.substring(all.length() - MOST_SHOWN) : all;
                add("output", part, all.isEmpty() ? "nothing was printed" : shown);
            }
        }
    }

    private void add(String what, String wanted, String actual) {
        mismatches.add(new Mismatch(what, wanted, actual));
    }
}
