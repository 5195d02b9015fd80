package dev.fairlead.progress;

import java.util.function.Consumer;

/**
 * Results that appear one after another while the call runs, e.g. log lines.
 *
 * @param <T> the record's type
 */
@FunctionalInterface
public interface Streamed<T> {
    /** Hands over every result as it appears and returns after the last; ends early when the thread is interrupted. */
    void forEach(Consumer<? super T> taker);
}
