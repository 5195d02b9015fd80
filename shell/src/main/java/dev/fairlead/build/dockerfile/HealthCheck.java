package dev.fairlead.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HEALTHCHECK says.
 *
 * @param test {@code NONE}, {@code CMD} with words, or {@code CMD-SHELL} with a line
 * @param nanoseconds the durations that were given, by the names of an image's configuration, e.g. {@code StartPeriod}
 * @param retries zero where not given
 */
public record HealthCheck(List<String> test, Map<String, Long> nanoseconds, int retries) {
    private static final Map<String, String> DURATIONS = Map.of(
            "interval", "Interval",
            "timeout", "Timeout",
            "start-period", "StartPeriod",
            "start-interval", "StartInterval");
    private static final Map<String, Double> UNITS =
            Map.of("ns", 1.0, "us", 1e3, "\u00b5s", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|ms|s|m|h)");
    private static final long LEAST = 1_000_000;

    /** @throws DockerfileProblem when it is malformed */
    public static HealthCheck of(Instruction instruction) {
        String[] parts = instruction.rest().split("\\s+", 2);
        String type = parts[0].toUpperCase(Locale.ROOT);
        String rest = parts.length > 1 ? parts[1] : "";
        if (type.equals("NONE")) {
            if (!rest.isEmpty()) {
                throw instruction.problem("HEALTHCHECK NONE takes no arguments");
            }
            return new HealthCheck(List.of("NONE"), Map.of(), 0);
        }
        if (!type.equals("CMD")) {
            throw instruction.problem("Unknown type \"" + type + "\" in HEALTHCHECK (try CMD)");
        }
        if (rest.isEmpty()) {
            throw instruction.problem("Missing command after HEALTHCHECK CMD");
        }
        List<String> test = new ArrayList<>();
        DockerfileWords.json(rest)
                .ifPresentOrElse(
                        words -> {
                            test.add("CMD");
                            test.addAll(words);
                        },
                        () -> test.addAll(List.of("CMD-SHELL", rest)));
        Map<String, Long> durations = new TreeMap<>();
        DURATIONS.forEach((flag, name) -> instruction
                .flag(flag)
                .map(text -> duration(instruction, flag, name, text))
                .filter(duration -> duration > 0)
                .ifPresent(duration -> durations.put(name, duration)));
        return new HealthCheck(test, durations, retries(instruction));
    }

    private static int retries(Instruction instruction) {
        String text = instruction.flag("retries").orElse("0");
        if (!text.matches("[+-]?\\d{1,9}")) {
            throw instruction.problem("--retries=" + text + ": invalid number");
        }
        int retries = Integer.parseInt(text);
        if (retries < 0) {
            throw instruction.problem("--retries cannot be negative (" + retries + ")");
        }
        return retries;
    }

    private static long duration(Instruction instruction, String flag, String name, String text) {
        Matcher part = PART.matcher(text);
        double nanoseconds = 0;
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanoseconds += Double.parseDouble(part.group(1)) * UNITS.getOrDefault(part.group(2), 0.0);
            end = part.end();
        }
        if ((end < text.length() || text.isEmpty()) && !text.equals("0")) {
            throw instruction.problem("--" + flag + ": invalid duration \"" + text + "\"");
        }
        if (nanoseconds != 0 && nanoseconds < LEAST) {
            throw instruction.problem(name + " \"" + flag + "\" cannot be less than 1ms");
        }
        return (long) nanoseconds;
    }
}
