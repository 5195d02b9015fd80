package dev.fairlead.terminal;

import dev.fairlead.notification.Masking;
import java.util.regex.Pattern;

/** A line as the history keeps it for later sessions. */
final class HistoryLine {
    private static final String VALUE = "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|\\\\.|[^\\s\"'\\\\]++)*+";

    private static final String OPTION = "((?:^|\\s)(?:--build-arg|--env)[=\\s]\\s*|(?:^|\\s)-e\\s*=?\\s*)";

    /** {@code NAME=VALUE} of what gives variables to builds and pods; quoted as a whole, or in part. */
    private static final Pattern QUOTED = Pattern.compile(OPTION + "([\"'])([A-Za-z_][\\w.-]*=)(?:(?!\\2).)*+\\2");

    private static final Pattern PLAIN = Pattern.compile(OPTION + "([A-Za-z_][\\w.-]*=)" + VALUE);

    private static final Pattern HEADER = Pattern.compile(
            "(\\bheader=[\"']?|(?:^|\\s)(?:-H|--header)[=\\s]?\\s*[\"']?)([!#$%&*+.^_`|~\\w-]+:\\s*+)(?!\\$\\{)[^\"']*");

    private static final Pattern LOGIN = Pattern.compile("((?:^|\\s)(?:-u|--user)[=\\s]\\s*[^\\s:]+:)\\S+");

    private HistoryLine() {}

    /** The line with {@code ***} in the place of what is or may be secret. */
    static String of(String line) {
        String masked = QUOTED.matcher(line).replaceAll("$1$2$3***$2");
        masked = PLAIN.matcher(masked).replaceAll("$1$2***");
        masked = HEADER.matcher(masked).replaceAll("$1$2***");
        return Masking.text(LOGIN.matcher(masked).replaceAll("$1***"));
    }
}
