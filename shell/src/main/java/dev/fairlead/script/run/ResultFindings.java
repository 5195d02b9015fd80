package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.script.report.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verdicts and diffs in what a step gave, wherever in it they stand. */
final class ResultFindings {
    private final List<JsonNode> verdicts = new ArrayList<>();
    private final List<Traces.Diff> diffs = new ArrayList<>();

    private ResultFindings() {}

    static ResultFindings in(Optional<JsonNode> result) {
        ResultFindings findings = new ResultFindings();
        result.ifPresent(findings::look);
        return findings;
    }

    List<JsonNode> verdicts() {
        return verdicts;
    }

    /** Of plans and between revisions: what a result tells was not made by it. */
    List<Traces.Diff> diffs() {
        return diffs;
    }

    private void look(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::look);
        }
        node.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (property.getKey().equals("verdicts") && value.isArray()) {
                value.forEach(verdict -> verdicts.add(of(node, verdict)));
            } else if (isDiff(property.getKey(), value)) {
                List<String> lines = new ArrayList<>();
                value.forEach(line -> lines.add(line.asText()));
                diffs.add(ObjectDiff.of(node.path("object").asText(), "", true, lines));
            } else {
                look(value);
            }
        });
    }

    /** A verdict as it stands in a status does not say of which workload it is. */
    private static JsonNode of(JsonNode status, JsonNode verdict) {
        if (!(verdict.deepCopy() instanceof ObjectNode told)
                || !status.path("workload").isTextual()) {
            return verdict;
        }
        for (String name : List.of("workload", "namespace", "context")) {
            if (status.hasNonNull(name)) {
                told.set(name, status.get(name));
            }
        }
        return told;
    }

    private static boolean isDiff(String name, JsonNode value) {
        boolean named = name.equals("diff") || name.equals("lines") || name.equals("template");
        return named && value.isArray() && !value.isEmpty() && value.get(0).isTextual();
    }
}
