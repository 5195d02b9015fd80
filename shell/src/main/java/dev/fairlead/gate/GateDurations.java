package dev.fairlead.gate;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go, kubectl and PromQL write them: {@code 90s}, {@code 1h30m}, {@code 200ms}. */
final class GateDurations {
    private static final Pattern TEXT =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,9})ms)?");

    private GateDurations() {}

    /** @throws IllegalArgumentException that says what is wrong and what would be right */
    static Duration parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration; write e.g. 30s, 5m or 1h30m");
        }
        Duration duration = Duration.ofHours(number(matcher.group(1)))
                .plusMinutes(number(matcher.group(2)))
                .plusSeconds(number(matcher.group(3)))
                .plusMillis(number(matcher.group(4)));
        if (duration.isZero()) {
            throw new IllegalArgumentException("'" + text + "' must be longer than 0");
        }
        return duration;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
