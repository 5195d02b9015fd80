package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.json.YamlDiff;
import dev.fairlead.rollout.model.RevisionDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the configuration that was kept for two revisions. */
final class ConfigDiffs {
    private ConfigDiffs() {}

    static List<RevisionDiff.ConfigDiff> of(
            String fromName, Map<String, JsonNode> from, String toName, Map<String, JsonNode> to) {
        Set<String> objects = new TreeSet<>(from.keySet());
        objects.retainAll(to.keySet());
        List<RevisionDiff.ConfigDiff> diffs = new ArrayList<>();
        for (String object : objects) {
            JsonNode before = all(from, object);
            JsonNode after = all(to, object);
            List<String> lines =
                    object.startsWith("secret/") ? keys(before, after) : YamlDiff.of(fromName, before, toName, after);
            if (!lines.isEmpty()) {
                diffs.add(new RevisionDiff.ConfigDiff(object, lines));
            }
        }
        return diffs;
    }

    private static JsonNode all(Map<String, JsonNode> kept, String object) {
        var all = JsonNodeFactory.instance.objectNode();
        JsonNode content = kept.getOrDefault(object, all);
        content.path("data").properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        content.path("binaryData").properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        return all;
    }

    private static List<String> keys(JsonNode from, JsonNode to) {
        Set<String> keys = new TreeSet<>();
        from.fieldNames().forEachRemaining(keys::add);
        to.fieldNames().forEachRemaining(keys::add);
        return keys.stream()
                .filter(key -> !from.path(key).equals(to.path(key)))
                .map(key -> (!from.has(key) ? "+" : !to.has(key) ? "-" : "~") + key + ": (not shown)")
                .toList();
    }
}
