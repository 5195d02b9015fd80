package dev.fairlead.script.trial;

import dev.fairlead.script.run.ScriptReport;
import dev.fairlead.script.run.StepReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Trials in the form of a run's report, each as a step, so that CI shows them as test cases. */
final class TrialReports {
    private TrialReports() {}

    static ScriptReport of(TrialReport report, Instant began, ScriptReport.Environment environment) {
        List<StepReport> steps = new ArrayList<>();
        report.trials().forEach(trial -> steps.add(step("trial-" + (steps.size() + 1), trial)));
        boolean well = report.failed().isEmpty();
        return new ScriptReport(
                ScriptReport.VERSION,
                "script test",
                "",
                "",
                "",
                false,
                well ? "succeeded" : "failed",
                well ? 0 : 1,
                Optional.empty(),
                began,
                began.plus(report.took()),
                report.took(),
                List.of(),
                environment,
                steps,
                new ScriptReport.Log(List.of(), 0));
    }

    private static StepReport step(String id, TrialResult trial) {
        String failure = trial.mismatches().stream()
                .map(mismatch -> mismatch.what() + ": expected " + mismatch.expected() + ", got " + mismatch.actual())
                .collect(Collectors.joining("; "));
        List<String> log = new ArrayList<>(trial.steps());
        log.addAll(trial.details());
        return new StepReport(
                id,
                "",
                trial.name(),
                trial.script() + " > " + trial.name(),
                false,
                trial.passed() ? "succeeded" : "failed",
                trial.began(),
                trial.began().plus(trial.took()),
                trial.took(),
                failure,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                new ScriptReport.Log(log, 0));
    }
}
