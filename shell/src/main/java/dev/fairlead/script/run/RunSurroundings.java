package dev.fairlead.script.run;

import dev.fairlead.cluster.Confirmation;
import dev.fairlead.journal.Journal;
import dev.fairlead.settings.Settings;
import java.util.Optional;
import java.util.function.Function;

/**
 * What runs of scripts have around them.
 *
 * @param settings the environment and the directories
 * @param journal of all changes; a run hears from it what its steps change
 * @param confirmation who is asked by {@code confirm}
 * @param secret who is asked for a secret parameter; answers are not shown
 */
public record RunSurroundings(
        Settings settings, Journal journal, Confirmation confirmation, Function<String, Optional<String>> secret) {

    /** Nobody to ask. */
    public static RunSurroundings alone(Settings settings, Journal journal) {
        return new RunSurroundings(settings, journal, Confirmation.NOBODY, question -> Optional.empty());
    }
}
