package dev.fairlead.command;

import dev.fairlead.progress.ProgressListener;

/**
 * One verb: its fields are parsed from the line, {@link #run} makes one service call and returns the result. It neither
 * prints nor decides.
 *
 * @param <T> a record, a list of records, a {@link dev.fairlead.progress.Streamed stream} of records, or {@code Void}
 */
@FunctionalInterface
public interface ShellCommand<T> {
    T run(ProgressListener progress);

    /** Whether all words after the first that is no option are values, whatever they look like. */
    default boolean takesAllThatFollows() {
        return false;
    }
}
