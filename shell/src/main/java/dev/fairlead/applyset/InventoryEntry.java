package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An object that a set made, or was about to make.
 *
 * @param uid empty until it is known
 */
record InventoryEntry(ObjectKey key, String uid) {
    static InventoryEntry of(JsonNode json) {
        return new InventoryEntry(
                new ObjectKey(
                        json.path("group").asText(""),
                        json.path("kind").asText(""),
                        json.path("namespace").asText(""),
                        json.path("name").asText("")),
                json.path("uid").asText(""));
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("group", key.group())
                .put("kind", key.kind())
                .put("namespace", key.namespace())
                .put("name", key.name())
                .put("uid", uid);
    }
}
