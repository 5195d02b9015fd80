package dev.fairlead.traffic;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Requests that all go to the candidate, for an A/B test.
 *
 * @param name of the header or cookie
 * @param value the whole of it
 */
public record RequestMatch(Part part, String name, String value) {
    /** RFC 9110's token: what names of headers and cookies are made of. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Where a request says it. */
    public enum Part {
        HEADER,
        COOKIE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads {@code header:X-Beta=1} or {@code cookie:beta=always}.
     *
     * @throws OpsException of kind USAGE
     */
    @JsonCreator
    public static RequestMatch parse(String text) {
        int colon = text.indexOf(':');
        int equals = text.indexOf('=', colon + 1);
        for (Part part : Part.values()) {
            if (colon > 0 && equals > colon && text.substring(0, colon).equals(part.toString())) {
                String name = text.substring(colon + 1, equals);
                String value = text.substring(equals + 1);
                if (TOKEN.matcher(name).matches()
                        && !value.isEmpty()
                        && value.chars().noneMatch(c -> c < ' ')) {
                    return new RequestMatch(part, name, value);
                }
            }
        }
        throw new OpsException(
                FailureKind.USAGE,
                "'" + text + "' names no requests; write e.g. header:X-Beta=1 or cookie:beta=always");
    }

    /** The header that carries cookies, with this one among them; RE2 and PCRE read it alike. */
    String cookiePattern() {
        return "^(.*;\\s*)?" + literal(name) + "=" + literal(value) + "(;.*)?$";
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
    }

    /** {@code header X-Beta=1}, for messages. */
    String told() {
        return part + " " + name + "=" + value;
    }

    @JsonValue
    @Override
    public String toString() {
        return part + ":" + name + "=" + value;
    }
}
