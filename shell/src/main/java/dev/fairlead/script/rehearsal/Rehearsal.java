package dev.fairlead.script.rehearsal;

import dev.fairlead.script.test.ExpectedOutcome;
import java.time.Duration;
import java.util.List;

/**
 * What would happen if a script ran.
 *
 * @param script as the user would type it
 * @param context whose state was copied
 * @param copied how much of it
 * @param told what was left out or is not as it is there
 * @param steps what ran, in the order of its end
 * @param changes what stands otherwise afterwards
 * @param unknown what a rehearsal cannot tell
 */
public record Rehearsal(
        String script,
        String context,
        List<String> namespaces,
        List<Count> copied,
        List<String> told,
        ExpectedOutcome outcome,
        Duration took,
        List<Step> steps,
        List<ObjectChange> changes,
        List<String> unknown) {
    public Rehearsal {
        namespaces = List.copyOf(namespaces);
        copied = List.copyOf(copied);
        told = List.copyOf(told);
        steps = List.copyOf(steps);
        changes = List.copyOf(changes);
        unknown = List.copyOf(unknown);
    }

    /** How many objects of a kind were copied, e.g. {@code 3 deployments}. */
    public record Count(String kind, int objects) {}

    /**
     * A step of the script.
     *
     * @param outcome e.g. {@code succeeded}
     */
    public record Step(String path, String outcome, Duration took) {}

    /**
     * An object that stands otherwise afterwards.
     *
     * @param change {@code created}, {@code changed} or {@code deleted}
     * @param diff a unified diff; the values of Secrets are not in it
     */
    public record ObjectChange(String object, String namespace, String change, List<String> diff) {
        public ObjectChange {
            diff = List.copyOf(diff);
        }
    }
}
