package dev.fairlead.script.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a trial went.
 *
 * @param script as the user would type it
 * @param name of the case
 * @param place where the case is written; empty where the line says it
 * @param passed whether all was as expected
 * @param outcome how the script ended
 * @param failure the script's failure in one line; empty where it has none
 * @param details where in the script that was, with its line
 * @param steps what ran, in order, each with how it ended, e.g. {@code Build image: succeeded}
 * @param mismatches what was not as expected; none where it passed
 */
public record TestResult(
        String script,
        String name,
        String place,
        boolean passed,
        ExpectedOutcome outcome,
        Instant began,
        Duration took,
        String failure,
        List<String> details,
        List<String> steps,
        List<Mismatch> mismatches) {
    public TestResult {
        details = List.copyOf(details);
        steps = List.copyOf(steps);
        mismatches = List.copyOf(mismatches);
    }
}
