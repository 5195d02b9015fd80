package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import java.util.Optional;

/** What every controller reads from objects and writes into them. */
final class ObjectJson {
    private ObjectJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText("");
    }

    static String uid(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    static boolean isLeaving(JsonNode object) {
        return object.at("/metadata").has("deletionTimestamp");
    }

    static String annotation(JsonNode object, String key) {
        return object.at("/metadata/annotations").path(key).asText("");
    }

    /** The owner reference that says controller. */
    static Optional<JsonNode> controller(JsonNode object) {
        for (JsonNode owner : object.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(owner);
            }
        }
        return Optional.empty();
    }

    /** A new object of a kind that another one controls. */
    static ObjectNode controlledBy(Kind kind, JsonNode owner) {
        ObjectNode object = object();
        ObjectNode metadata = object.putObject("metadata").put("namespace", namespace(owner));
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", kind.apiVersion())
                .put("kind", kind.name())
                .put("name", name(owner))
                .put("uid", uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
        return object;
    }

    static Optional<JsonNode> condition(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    static boolean isTrue(JsonNode object, String condition) {
        return condition(object, condition)
                .filter(found -> found.path("status").asText().equals("True"))
                .isPresent();
    }

    /**
     * Sets a condition in a status; its transition time moves with its status only.
     *
     * @return the condition
     */
    static ObjectNode condition(
            ObjectNode status, String type, String value, String reason, String message, String now) {
        ArrayNode conditions = status.withArray("conditions");
        ObjectNode condition = null;
        for (JsonNode known : conditions) {
            if (known.path("type").asText().equals(type)) {
                condition = (ObjectNode) known;
            }
        }
        if (condition == null) {
            condition = conditions.addObject().put("type", type);
        }
        if (!condition.path("status").asText().equals(value)) {
            condition.put("status", value).put("lastTransitionTime", now);
        }
        text(condition, "reason", reason);
        text(condition, "message", message);
        return condition;
    }

    static void text(ObjectNode object, String field, String value) {
        if (value.isEmpty()) {
            object.remove(field);
        } else {
            object.put(field, value);
        }
    }

    static boolean isReady(JsonNode pod) {
        return isTrue(pod, "Ready");
    }

    static boolean isOver(JsonNode pod) {
        String phase = pod.at("/status/phase").asText();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
