package dev.fairlead.script.test;

import java.util.List;
import java.util.Optional;

/**
 * How a script is to end; what is empty is not looked at.
 *
 * @param reason a part of the failure's text
 * @param step the path of the step in which it fails
 * @param steps the paths of the steps that ran to their end, in that order, and of no others
 * @param output parts of what it printed or told
 * @param objects what is to be there afterwards
 */
public record Expectation(
        ExpectedOutcome outcome,
        String reason,
        String step,
        Optional<List<String>> steps,
        List<String> output,
        List<ExpectedObject> objects) {
    /** It ends well. */
    public static final Expectation WELL = of(ExpectedOutcome.WELL);

    public Expectation {
        steps = steps.map(List::copyOf);
        output = List.copyOf(output);
        objects = List.copyOf(objects);
    }

    public static Expectation of(ExpectedOutcome outcome) {
        return new Expectation(outcome, "", "", Optional.empty(), List.of(), List.of());
    }
}
