package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Says that a value is of another type than text, and how it is written as text. */
final class WantedText {
    private WantedText() {}

    /** {@code is the number 5; write "5"}. */
    static String of(JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            String type = value.isNumber() ? "number" : "boolean";
            return "is the " + type + " " + value.asText() + ", and text is wanted; write \"" + value.asText() + "\"";
        }
        String type = value.isObject() ? "mapping" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return "is of type " + type + ", and text is wanted";
    }
}
