package dev.fairlead.sandbox.controller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast simulated time goes. Times that are written are the clock's own; only what is waited for is shortened, so that
 * ages and tolerances still mean to an onlooker what they say.
 *
 * @param speed 10 makes ten simulated seconds of one
 */
public record SimulatedClock(Clock clock, double speed) {
    public Instant now() {
        return clock.instant();
    }

    /** When something is over that begins now and takes so long in simulated time. */
    Instant after(Duration simulated) {
        return after(now(), simulated);
    }

    Instant after(Instant from, Duration simulated) {
        return from.plusNanos((long) (simulated.toNanos() / speed));
    }
}
