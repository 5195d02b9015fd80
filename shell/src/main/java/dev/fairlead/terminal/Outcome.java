package dev.fairlead.terminal;

import org.jspecify.annotations.Nullable;

/**
 * How a line ended.
 *
 * @param exitCode zero where it went well
 * @param result what it returned, null where nothing or where it failed
 * @param endsSession whether the session ends with it
 */
public record Outcome(int exitCode, @Nullable Object result, boolean endsSession) {
    static final Outcome NOTHING = new Outcome(0, null, false);

    static Outcome failed(int exitCode) {
        return new Outcome(exitCode, null, false);
    }
}
