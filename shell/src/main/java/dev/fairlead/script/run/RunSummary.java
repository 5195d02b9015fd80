package dev.fairlead.script.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of a script that has steps.
 *
 * @param run what {@code script resume} takes
 * @param words what the script saw, secrets masked
 * @param took up to the last that is known of it
 * @param finished how many steps are done
 * @param outcome {@code succeeded}, {@code failed}, {@code cancelled}, {@code running} or {@code broken off}
 */
public record RunSummary(
        String run, String script, List<String> words, Instant began, Duration took, int finished, String outcome) {
    public RunSummary {
        words = List.copyOf(words);
    }
}
