package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts and diffs in what a step gave, wherever in it they stand. */
final class Findings {
    private final List<JsonNode> verdicts = new ArrayList<>();
    private final List<List<String>> diffs = new ArrayList<>();

    private Findings() {}

    static Findings in(Optional<JsonNode> result) {
        Findings findings = new Findings();
        result.ifPresent(findings::look);
        return findings;
    }

    List<JsonNode> verdicts() {
        return verdicts;
    }

    List<List<String>> diffs() {
        return diffs;
    }

    private void look(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::look);
        }
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (property.getKey().equals("verdicts") && value.isArray()) {
                value.forEach(verdicts::add);
            } else if (isDiff(property.getKey(), value)) {
                List<String> lines = new ArrayList<>();
                value.forEach(line -> lines.add(line.asText()));
                diffs.add(lines);
            } else {
                look(value);
            }
        });
    }

    private static boolean isDiff(String name, JsonNode value) {
        boolean named = name.equals("diff") || name.equals("lines");
        return named && value.isArray() && !value.isEmpty() && value.get(0).isTextual();
    }
}
