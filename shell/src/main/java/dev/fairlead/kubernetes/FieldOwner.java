package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of an object's managed fields.
 *
 * @param entry as the server has it
 * @param fields what it owns; may be changed
 */
record FieldOwner(JsonNode entry, FieldSet fields) {
    private static final List<String> IDENTITY = List.of("manager", "operation", "apiVersion", "subresource");

    /** The entries of an object. */
    static List<FieldOwner> of(JsonNode object) {
        List<FieldOwner> owners = new ArrayList<>();
        object.path("metadata")
                .path("managedFields")
                .forEach(entry -> owners.add(new FieldOwner(entry, FieldSet.of(entry.path("fieldsV1")))));
        return owners;
    }

    boolean isSame(FieldOwner other) {
        return IDENTITY.stream()
                .allMatch(key ->
                        entry.path(key).asText("").equals(other.entry.path(key).asText("")));
    }

    String apiVersion() {
        return entry.path("apiVersion").asText();
    }

    boolean holdsWithin(List<String> parent) {
        return fields.below(parent) > 0;
    }

    Stream<List<String>> paths() {
        return fields.paths().stream();
    }

    ObjectNode toEntry() {
        ObjectNode written = entry.deepCopy();
        written.set("fieldsV1", fields.toFieldsV1());
        return written;
    }
}
