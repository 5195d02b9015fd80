package dev.fairlead.release.plan;

import java.time.Duration;

/** Times as they are typed. */
public final class TimeText {
    private TimeText() {}

    /** {@code 90s} as {@code 1m30s}. */
    public static String of(Duration time) {
        String text = (time.toHours() > 0 ? time.toHours() + "h" : "")
                + (time.toMinutesPart() > 0 ? time.toMinutesPart() + "m" : "")
                + (time.toSecondsPart() > 0 ? time.toSecondsPart() + "s" : "")
                + (time.toMillisPart() > 0 && time.toSeconds() == 0 ? time.toMillisPart() + "ms" : "");
        return text.isEmpty() ? "0s" : text;
    }
}
