package dev.fairlead.script.trial;

import java.time.Duration;
import java.util.List;

/** How trials went, in the order of their files. */
public record TrialReport(List<TrialResult> trials, Duration took) {
    public TrialReport {
        trials = List.copyOf(trials);
    }

    public List<TrialResult> failed() {
        return trials.stream().filter(trial -> !trial.passed()).toList();
    }
}
