package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whether a write changes anything: one that does not makes no new version. */
final class NoOpCheck {
    private NoOpCheck() {}

    static boolean of(JsonNode before, JsonNode after) {
        return timeless(before).equals(timeless(after));
    }

    /** What a custom object's generation counts. */
    static JsonNode essence(JsonNode object) {
        ObjectNode essence = object.deepCopy();
        essence.remove("metadata");
        essence.remove("status");
        return essence;
    }

    /** The times at which owners last wrote are no change. */
    private static JsonNode timeless(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        copy.at("/metadata/managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
        return copy;
    }
}
