package dev.fairlead.gate;

import java.time.Duration;

/** A gate that is being asked. */
interface Check extends AutoCloseable {
    /**
     * Tries once.
     *
     * @param limit how long that may take
     * @throws dev.fairlead.failure.Cancelled when the thread is interrupted
     */
    TryOutcome ask(Duration limit);

    /** Lets go of what was opened for it. */
    @Override
    default void close() {}
}
