package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwner;
import java.util.Optional;

/**
 * Who owned a list of an object's spec before we wrote it. It is given back with what the list said: a server-side
 * apply of theirs would meet a conflict with us else, long after the release.
 */
final class FieldOwners {
    private FieldOwners() {}

    /** The owners' entries without their fields. */
    static ArrayNode of(JsonNode object, String list) {
        ArrayNode owners = JsonPieces.array();
        for (FieldOwner owner : FieldOwner.of(object)) {
            JsonNode owned = owner.entry().path("fieldsV1").path("f:spec").path("f:" + list);
            // Where a list is owned item by item there is nothing to give back as a whole.
            if (owned.isObject() && owned.isEmpty() && !owner.is(FieldManager.TRAFFIC)) {
                owners.add(owner.identity());
            }
        }
        return owners;
    }

    /** The object's managedFields with the list in the hands of its owners; empty where they are right already. */
    static Optional<ArrayNode> handedBack(JsonNode object, String list, JsonNode owners) {
        ArrayNode entries = JsonPieces.array();
        boolean ours = false;
        for (FieldOwner owner : FieldOwner.of(object)) {
            if (owner.is(FieldManager.TRAFFIC)) {
                ours = true;
            } else {
                entries.add(owner.entry().deepCopy());
            }
        }
        if (!ours || owners.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode owner : owners) {
            ObjectNode entry = entry(entries, owner);
            entry.withObject("/fieldsV1/f:spec").putObject("f:" + list);
        }
        return Optional.of(entries);
    }

    private static ObjectNode entry(ArrayNode entries, JsonNode owner) {
        for (JsonNode entry : entries) {
            if (new FieldOwner(entry).identity().equals(owner)) {
                return (ObjectNode) entry;
            }
        }
        ObjectNode made = owner.deepCopy();
        made.put("fieldsType", "FieldsV1").putObject("fieldsV1");
        entries.add(made);
        return made;
    }
}
