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
        return new HttpHeader(name, GateVariables.resolved(value, "the header " + name, environment));
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
