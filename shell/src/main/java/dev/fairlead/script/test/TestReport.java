package dev.fairlead.script.test;

import java.time.Duration;
import java.util.List;

/** How trials went, in the order of their files. */
public record TestReport(List<TestResult> trials, Duration took) {
    public TestReport {
        trials = List.copyOf(trials);
    }

    public List<TestResult> failed() {
        return trials.stream().filter(result -> !result.passed()).toList();
    }
}
