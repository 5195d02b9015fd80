package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An object as the release found it: what the plan relies on, and what the way back restores.
 *
 * @param document its annotations, managed fields and spec
 */
public record OriginalObject(ObjectName object, String uid, JsonNode document) {

    static OriginalObject of(ObjectName object, JsonNode read) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = document.putObject("metadata");
        for (String part : List.of("annotations", "managedFields")) {
            JsonNode value = read.path("metadata").path(part);
            if (!value.isMissingNode()) {
                metadata.set(part, value.deepCopy());
            }
        }
        document.set("spec", read.path("spec").deepCopy());
        return new OriginalObject(object, read.at("/metadata/uid").asText(), document);
    }

    public JsonNode spec() {
        return document.path("spec");
    }
}
