package dev.fairlead.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a write changes of an object of a cluster, field by field; the values of Secrets are not shown. */
public final class MaskedDiff {
    private MaskedDiff() {}

    /** The lines of a unified diff; none where nothing changes. Values of Secrets are taken out of both. */
    public static List<String> of(String name, ObjectNode before, ObjectNode after) {
        if (isSecret(before) || isSecret(after)) {
            hide(before, after);
        }
        return YamlDiff.of(name + " now", before, name + " then", after);
    }

    private static boolean isSecret(ObjectNode object) {
        return object.path("apiVersion").asText().equals("v1")
                && object.path("kind").asText().equals("Secret");
    }

    /** A value that changes must still be seen to change. */
    private static void hide(ObjectNode before, ObjectNode after) {
        for (String field : List.of("data", "stringData")) {
            JsonNode old = before.path(field).deepCopy();
            hide(before.path(field), old, "(not shown)");
            hide(after.path(field), old, "(not shown) changed");
        }
        hideAnnotation(before);
        hideAnnotation(after);
    }

    private static void hide(JsonNode data, JsonNode old, String ifOther) {
        if (data instanceof ObjectNode values) {
            List<String> keys = new ArrayList<>();
            values.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> values.put(key, values.path(key).equals(old.path(key)) ? "(not shown)" : ifOther));
        }
    }

    /** kubectl keeps the whole manifest there. */
    private static void hideAnnotation(ObjectNode object) {
        if (object.path("metadata").path("annotations") instanceof ObjectNode annotations
                && annotations.has("kubectl.kubernetes.io/last-applied-configuration")) {
            annotations.put("kubectl.kubernetes.io/last-applied-configuration", "(not shown)");
        }
    }
}
