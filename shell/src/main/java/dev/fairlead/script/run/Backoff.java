package dev.fairlead.script.run;

import java.time.Duration;

/**
 * How long to wait between attempts.
 *
 * @param first after the first attempt
 * @param factor how much longer after each further one
 * @param most never longer than this
 */
public record Backoff(Duration first, double factor, Duration most) {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Twice as long each time, a minute at most. */
    public static Backoff doubling(Duration first) {
        return new Backoff(first, 2, first.compareTo(MINUTE) > 0 ? first : MINUTE);
    }

    /** Always as long. */
    public static Backoff every(Duration pause) {
        return new Backoff(pause, 1, pause);
    }

    Duration after(int attempt) {
        double millis = first.toMillis() * Math.pow(factor, attempt - 1);
        return millis > most.toMillis() ? most : Duration.ofMillis((long) millis);
    }
}
