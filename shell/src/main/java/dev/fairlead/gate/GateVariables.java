package dev.fairlead.gate;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Variables in the text of a gate, as {@code ${TOKEN}}. The text is kept in the cluster; what they stand for is not. */
final class GateVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    private GateVariables() {}

    /**
     * A text with the variables' values.
     *
     * @param what the text is, for the message
     * @throws IllegalArgumentException that names a variable which is not set
     */
    static String resolved(String text, String what, Map<String, String> environment) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String known = environment.getOrDefault(found.group(1), "");
            if (known.isEmpty()) {
                throw new IllegalArgumentException(
                        what + " wants the variable " + found.group(1) + ", which is not set");
            }
            return Matcher.quoteReplacement(known);
        });
    }

    /** As a URL can hold it. */
    static String inUrl(String text) {
        return VARIABLE.matcher(text).replaceAll("\\$%7B$1%7D");
    }

    /** What {@link #inUrl} was given. */
    static String ofUrl(String url) {
        return url.replaceAll("\\$%7B(\\w+)%7D", "\\${$1}");
    }

    static boolean isIn(String text) {
        return VARIABLE.matcher(text).find();
    }
}
