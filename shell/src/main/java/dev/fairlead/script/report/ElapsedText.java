package dev.fairlead.script.report;

import java.time.Duration;
import java.util.Locale;

/** Times as people read them. */
final class ElapsedText {
    private ElapsedText() {}

    /** {@code 340 ms}, {@code 3.4 s}, {@code 34 s}, {@code 2 min 5 s}, {@code 1 h 4 min}, {@code 2 d 3 h}. */
    static String words(Duration time) {
        if (time.toMillis() < 1000) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        // what rounds up to ten has two digits already
        if (time.toMillis() < 9950) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        Duration whole = Duration.ofSeconds((time.toMillis() + 500) / 1000);
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        if (whole.toHours() == 0) {
            return two(whole.toMinutes(), "min", whole.toSecondsPart(), "s");
        }
        return whole.toDays() == 0
                ? two(whole.toHours(), "h", whole.toMinutesPart(), "min")
                : two(whole.toDays(), "d", whole.toHoursPart(), "h");
    }

    /** As {@link #words}, but exact: what a tick of an axis stands for. */
    static String exactly(Duration time) {
        if (time.isZero()) {
            return "0";
        }
        return time.toMillis() < 60_000 && time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : words(time);
    }

    private static String two(long more, String of, long less, String ofLess) {
        return more + " " + of + (less == 0 ? "" : " " + less + " " + ofLess);
    }
}
