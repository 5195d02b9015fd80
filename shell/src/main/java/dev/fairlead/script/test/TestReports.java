package dev.fairlead.script.test;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.script.report.ScriptReport;
import dev.fairlead.script.report.StepReport;
import dev.fairlead.script.report.Traces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trials in the form of a run's report, each as a step, so that CI shows them as test cases. */
final class TestReports {
    private TestReports() {}

    static ScriptReport of(TestReport report, Instant began, ScriptReport.Environment environment) {
        List<StepReport> steps = new ArrayList<>();
        report.trials().forEach(result -> steps.add(step("trial-" + (steps.size() + 1), result)));
        boolean well = report.failed().isEmpty();
        return new ScriptReport(
                ScriptReport.VERSION,
                "script test",
                "",
                List.of(),
                "",
                "",
                false,
                well ? "succeeded" : "failed",
                well ? 0 : FailureKind.FAILED.exitCode(),
                well ? FailureKind.WELL : FailureKind.FAILED.meaning(),
                Optional.empty(),
                began,
                began.plus(report.took()),
                report.took(),
                List.of(),
                environment,
                steps,
                saying(List.of()));
    }

    private static Traces saying(List<String> lines) {
        return new Traces(List.of(), List.of(), List.of(), List.of(), new Traces.Log(lines, 0));
    }

    private static StepReport step(String id, TestResult result) {
        String failure = result.mismatches().stream()
                .map(mismatch -> mismatch.what() + ": expected " + mismatch.expected() + ", got " + mismatch.actual())
                .collect(Collectors.joining("; "));
        List<String> log = new ArrayList<>(result.steps());
        log.addAll(result.details());
        return new StepReport(
                id,
                "",
                result.name(),
                result.script() + " > " + result.name(),
                false,
                result.passed() ? "succeeded" : "failed",
                result.began(),
                result.began().plus(result.took()),
                result.took(),
                failure,
                Optional.empty(),
                saying(log));
    }
}
