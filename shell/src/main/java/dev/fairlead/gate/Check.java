package dev.fairlead.gate;

import java.time.Duration;

/** A gate that is being asked. */
interface Check extends AutoCloseable {
    /**
     * Looks, before anything is changed, whether all is there that it asks with: files, programs, who must answer.
     *
     * @throws dev.fairlead.failure.OpsException that says what is not
     */
    default void preflight() {}

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
