package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which objects a label selector and a field selector mean. */
public final class Selection {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");

    private Selection() {}

    /** Both as in a query; an empty one is met by all. */
    static Predicate<JsonNode> of(String labels, String fields) {
        Predicate<JsonNode> all = object -> true;
        for (String part : parts(labels)) {
            all = all.and(label(part.strip()));
        }
        for (String part : parts(fields)) {
            all = all.and(field(part.strip()));
        }
        return all;
    }

    /** Whether labels are those that a LabelSelector means; an empty one means all. */
    public static boolean matches(JsonNode selector, JsonNode labels) {
        for (var wanted : selector.path("matchLabels").properties()) {
            if (!labels.path(wanted.getKey())
                    .asText("")
                    .equals(wanted.getValue().asText())) {
                return false;
            }
        }
        for (JsonNode wanted : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            wanted.path("values").forEach(value -> values.add(value.asText()));
            JsonNode label = labels.path(wanted.path("key").asText());
            boolean met = switch (wanted.path("operator").asText()) {
                case "In" -> !label.isMissingNode() && values.contains(label.asText());
                case "NotIn" -> label.isMissingNode() || !values.contains(label.asText());
                case "Exists" -> !label.isMissingNode();
                default -> label.isMissingNode();
            };
            if (!met) {
                return false;
            }
        }
        return true;
    }

    /** Commas within brackets part values and not requirements. */
    private static List<String> parts(String selector) {
        return selector.isBlank() ? List.of() : Arrays.asList(selector.split(",(?![^(]*\\))"));
    }

    private static Predicate<JsonNode> label(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
            boolean in = set.group(2).equals("in");
            return object -> {
                JsonNode label = labels(object).path(set.group(1));
                return in
                        ? !label.isMissingNode() && values.contains(label.asText())
                        : label.isMissingNode() || !values.contains(label.asText());
            };
        }
        if (part.contains("!=")) {
            String[] pair = part.split("!=", 2);
            return object -> !labels(object).path(pair[0].strip()).asText("").equals(pair[1].strip());
        }
        if (part.contains("=")) {
            String[] pair = part.split("==?", 2);
            return object -> {
                JsonNode label = labels(object).path(pair[0].strip());
                return !label.isMissingNode() && label.asText().equals(pair[1].strip());
            };
        }
        return part.startsWith("!")
                ? object -> !labels(object).has(part.substring(1).strip())
                : object -> labels(object).has(part);
    }

    private static Predicate<JsonNode> field(String part) {
        boolean not = part.contains("!=");
        String[] pair = part.split(not ? "!=" : "==?", 2);
        if (pair.length < 2) {
            throw Refusal.bad("invalid selector: '" + part + "'; can't understand it");
        }
        String pointer = "/" + pair[0].strip().replace('.', '/');
        return object -> object.at(pointer).asText("").equals(pair[1].strip()) != not;
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }
}
