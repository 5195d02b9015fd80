package dev.fairlead.script.run;

import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The script's line that a failure is told with.
 *
 * @param at e.g. {@code ship.jsh:12}; empty where none is told
 * @param source the line with its number before it, and marks below it
 */
record FailedLine(String at, List<String> source) {
    private static final Pattern AT = Pattern.compile("at (.+:\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("(\\S+:\\d+)(?::\\d+)?: .*", Pattern.DOTALL);
    private static final Pattern SOURCE = Pattern.compile(" *\\d* \\| .*");

    static FailedLine of(OpsException failure) {
        List<String> source = failure.details().stream()
                .filter(line -> SOURCE.matcher(line).matches())
                .toList();
        for (String line : failure.details()) {
            Matcher at = AT.matcher(line);
            if (at.matches()) {
                return new FailedLine(at.group(1), source);
            }
        }
        Matcher message = MESSAGE.matcher(failure.message());
        return source.isEmpty() || !message.matches()
                ? new FailedLine("", List.of())
                : new FailedLine(message.group(1), source);
    }
}
