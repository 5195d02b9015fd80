package dev.fairlead.failure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that is let pass before something is looked at or tried again. */
public final class Pause {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private Pause() {}

    /**
     * Returns when the time is over; at least a millisecond, so that who goes round in a loop never spins.
     *
     * @param whenCancelled what was going on, and what is left behind
     * @throws Cancelled when the thread is interrupted, also before the pause began; the interruption stays set
     */
    public static void of(Duration time, String whenCancelled) {
        try {
            TimeUnit.NANOSECONDS.sleep((time.compareTo(SHORTEST) < 0 ? SHORTEST : time).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled(whenCancelled);
        }
    }
}
