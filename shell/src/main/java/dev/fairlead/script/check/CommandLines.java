package dev.fairlead.script.check;

import dev.fairlead.failure.OpsException;
import java.util.Optional;

/** Knows which lines are commands. */
@FunctionalInterface
public interface CommandLines {
    /**
     * Why no command understands a line; empty where one does, as far as that can be told.
     *
     * @param line with {@link dev.fairlead.script.ast.Argument#UNKNOWN} for what is known only when it runs
     */
    Optional<OpsException> trouble(String line);
}
