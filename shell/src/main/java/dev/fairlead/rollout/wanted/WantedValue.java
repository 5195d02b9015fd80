package dev.fairlead.rollout.wanted;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.json.JsonPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value in the object. Where the path leads to several, each must be the wanted one.
 *
 * @param value empty where any will do
 */
record WantedValue(JsonPath path, Optional<String> value) implements Wanted {
    private static final int LONGEST = 200;

    static WantedValue parse(String text) {
        int end = JsonPath.end(text);
        Optional<String> value = end == text.length() ? Optional.empty() : Optional.of(text.substring(end + 1));
        return new WantedValue(JsonPath.parse(text.substring(0, end)), value);
    }

    @Override
    public Answer of(JsonNode object) {
        List<String> found = path.in(object).stream().map(WantedValue::text).toList();
        boolean reached = !found.isEmpty() && (value.isEmpty() || found.stream().allMatch(value.get()::equals));
        String shown = found.isEmpty()
                ? "is not set"
                : "is "
                        + found.stream()
                                .map(text -> text.isEmpty() ? "''" : text)
                                .collect(Collectors.joining(", "));
        return new Answer(reached, path + " " + shown);
    }

    private static String text(JsonNode node) {
        String text = node.isValueNode() ? node.asText() : node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @JsonValue
    @Override
    public String toString() {
        return "jsonpath={" + path + "}" + value.map(wanted -> "=" + wanted).orElse("");
    }
}
