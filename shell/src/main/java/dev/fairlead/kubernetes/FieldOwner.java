package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
public record FieldOwner(JsonNode entry, FieldSet fields) {
    private static final List<String> IDENTITY = List.of("manager", "operation", "apiVersion", "subresource");

    public FieldOwner(JsonNode entry) {
        this(entry, FieldSet.of(entry.path("fieldsV1")));
    }

    /** The entries of an object. */
    public static List<FieldOwner> of(JsonNode object) {
        return ofEntries(object.path("metadata").path("managedFields"));
    }

    public static List<FieldOwner> ofEntries(JsonNode managedFields) {
        List<FieldOwner> owners = new ArrayList<>();
        managedFields.forEach(entry -> owners.add(new FieldOwner(entry)));
        return owners;
    }

    /** Whether the server takes both for the same owner, whatever they own. */
    public boolean isSame(FieldOwner other) {
        return IDENTITY.stream().allMatch(key -> text(key).equals(other.text(key)));
    }

    /** What makes it the same owner as another; an entry that owns nothing. */
    public ObjectNode identity() {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        IDENTITY.stream().filter(entry::has).forEach(key -> identity.set(key, entry.get(key)));
        return identity;
    }

    public String manager() {
        return text("manager");
    }

    public boolean is(FieldManager manager) {
        return manager.is(manager());
    }

    /** {@code Apply} or {@code Update}. */
    String operation() {
        return text("operation");
    }

    public boolean applies() {
        return operation().equals("Apply");
    }

    public String apiVersion() {
        return text("apiVersion");
    }

    String subresource() {
        return text("subresource");
    }

    /** When it last wrote; as text, since the server's times compare as such. */
    String time() {
        return text("time");
    }

    /** Whether it is a controller's that writes what is, not what should be. */
    public boolean writesStatus() {
        return !subresource().isEmpty() || fields.below(List.of("f:status")) > 0;
    }

    boolean holdsWithin(List<String> parent) {
        return fields.below(parent) > 0;
    }

    Stream<List<String>> paths() {
        return fields.paths().stream();
    }

    public FieldOwner withoutFields() {
        return new FieldOwner(entry, new FieldSet());
    }

    public ObjectNode toEntry() {
        ObjectNode written = entry.deepCopy();
        written.set("fieldsV1", fields.toFieldsV1());
        return written;
    }

    private String text(String key) {
        return entry.path(key).asText("");
    }
}
