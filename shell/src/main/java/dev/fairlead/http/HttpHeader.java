package dev.fairlead.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header of a request. */
public record HttpHeader(String name, String value) {
    private static final Pattern TEXT = Pattern.compile("([!#$%&'*+.^_`|~\\w-]+):\\s*(\\P{Cntrl}*)");

    /** @throws IllegalArgumentException that says what is wrong */
    public static HttpHeader parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no header; write e.g. header='Accept: text/html'");
        }
        return new HttpHeader(matcher.group(1), matcher.group(2).strip());
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
