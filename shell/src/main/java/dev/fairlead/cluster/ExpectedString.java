package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Says that a value is of another type than a string, and how it is written as one. */
final class ExpectedString {
    private ExpectedString() {}

    /** {@code expected a string, got the number 5; write "5"}. */
    static String of(JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            return got(value.isNumber() ? "number" : "boolean", value.asText());
        }
        String type = value.isObject() ? "mapping" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return "expected a string, got a value of type " + type;
    }

    /** The same without the value. */
    static String ofSecret(JsonNode value) {
        String type = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return "expected a string, got a value of type " + type + "; put it in quotes";
    }

    /** The same of a number or boolean as a server printed it. */
    static String of(String printed) {
        if (printed.equals("***")) {
            return "expected a string, got another value; put it in quotes";
        }
        return got(printed.equals("true") || printed.equals("false") ? "boolean" : "number", printed);
    }

    private static String got(String type, String value) {
        return "expected a string, got the " + type + " " + value + "; write \"" + value + "\"";
    }
}
