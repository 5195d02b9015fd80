package dev.fairlead.render;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations, sizes and ages as people read them. */
public final class Shown {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Shown() {}

    /** {@code 0.8s}, {@code 42s}, {@code 3m12s}, {@code 2h5m}. */
    public static String duration(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? seconds / 60 + "m" + seconds % 60 + "s"
                : seconds / 3600 + "h" + seconds % 3600 / 60 + "m";
    }

    /** In units of 1000, as docker prints sizes: {@code 1.99MB}. */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = unit == 0 || value >= 100 ? "%.0f%s" : value >= 10 ? "%.1f%s" : "%.2f%s";
        return String.format(Locale.ROOT, digits, value, UNITS[unit]);
    }

    /** As kubectl prints ages: two units for what is young, one for what is old. */
    public static String age(Instant from, Instant now) {
        long s = Math.max(0, Duration.between(from, now).toSeconds());
        if (s < 120) {
            return s + "s";
        }
        if (s < 600) {
            return s / 60 + "m" + (s % 60 == 0 ? "" : s % 60 + "s");
        }
        if (s < 3 * 3600) {
            return s / 60 + "m";
        }
        if (s < 8 * 3600) {
            return s / 3600 + "h" + (s % 3600 / 60 == 0 ? "" : s % 3600 / 60 + "m");
        }
        if (s < 48 * 3600) {
            return s / 3600 + "h";
        }
        long days = s / 86400;
        return days < 730 ? days + "d" : days / 365 + "y";
    }
}
