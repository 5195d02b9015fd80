package dev.fairlead.script.run;

import org.jspecify.annotations.Nullable;

/**
 * What a step does that gives a value.
 *
 * @param <T> the value's type
 */
@FunctionalInterface
public interface ValueAction<T extends @Nullable Object> {
    T run() throws Exception;
}
