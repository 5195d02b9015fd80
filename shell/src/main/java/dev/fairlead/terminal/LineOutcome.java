package dev.fairlead.terminal;

import org.jspecify.annotations.Nullable;

/**
 * How a line ended.
 *
 * @param exitCode zero where it went well
 * @param result what it returned, null where nothing or where it failed
 * @param endsSession whether the session ends with it
 */
public record LineOutcome(int exitCode, @Nullable Object result, boolean endsSession) {
    static final LineOutcome NOTHING = new LineOutcome(0, null, false);

    static LineOutcome failed(int exitCode) {
        return new LineOutcome(exitCode, null, false);
    }
}
