package dev.fairlead.gate;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header of a request.
 *
 * @param value may name variables of the environment, as {@code ${TOKEN}}: a gate's text is kept in the cluster
 */
public record HttpHeader(String name, String value) {
    private static final Pattern TEXT = Pattern.compile("([!#$%&'*+.^_`|~\\w-]+):\\s*(\\P{Cntrl}*)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    /** @throws IllegalArgumentException that says what is wrong */
    static HttpHeader parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no header; write e.g. header='Accept: text/html'");
        }
        return new HttpHeader(matcher.group(1), matcher.group(2).strip());
    }

    /**
     * With the variables' values.
     *
     * @throws IllegalArgumentException that names a variable which is not set
     */
    HttpHeader in(Map<String, String> environment) {
        return new HttpHeader(name, VARIABLE.matcher(value).replaceAll(found -> {
            String known = environment.getOrDefault(found.group(1), "");
            if (known.isEmpty()) {
                throw new IllegalArgumentException(
                        "the header " + name + " wants the variable " + found.group(1) + ", which is not set");
            }
            return Matcher.quoteReplacement(known);
        }));
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
