package dev.fairlead.script.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The time of a run from its begin to its end, as per cents of a picture's width.
 *
 * @param length more than nothing
 */
record Axis(Instant began, Duration length) {
    /** So many intervals that their labels stand apart on a phone. */
    private static final int MOST_INTERVALS = 5;

    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        10_800_000,
        21_600_000,
        43_200_000,
        86_400_000
    };

    /** A line across the picture. */
    record Tick(double at, String label) {}

    static Axis of(Instant began, Instant ended) {
        Duration length = Duration.between(began, ended);
        return new Axis(began, length.toMillis() < 1 ? Duration.ofMillis(1) : length);
    }

    /** Where a moment is, from 0 to 100; moments outside are at the nearer end. */
    double at(Instant moment) {
        double part = 100.0 * Duration.between(began, moment).toNanos() / length.toNanos();
        return Math.max(0, Math.min(100, part));
    }

    /** At round times, the first at the begin. */
    List<Tick> ticks() {
        long step = step();
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= length.toMillis(); at += step) {
            Duration time = Duration.ofMillis(at);
            ticks.add(new Tick(at(began.plus(time)), ElapsedText.exactly(time)));
        }
        return ticks;
    }

    private long step() {
        for (long step : STEPS) {
            if (length.toMillis() <= MOST_INTERVALS * step) {
                return step;
            }
        }
        long day = STEPS[STEPS.length - 1];
        long days = (length.toMillis() + MOST_INTERVALS * day - 1) / (MOST_INTERVALS * day);
        return days * day;
    }
}
