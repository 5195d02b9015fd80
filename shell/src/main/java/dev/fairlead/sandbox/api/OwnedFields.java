package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields that a manager of the simulated server owns. */
final class OwnedFields {
    private static final Set<String> SERVERS_OWN = Set.of(
            "f:apiVersion",
            "f:kind",
            "f:metadata/f:name",
            "f:metadata/f:namespace",
            "f:metadata/f:uid",
            "f:metadata/f:resourceVersion",
            "f:metadata/f:generation",
            "f:metadata/f:creationTimestamp",
            "f:metadata/f:deletionTimestamp",
            "f:metadata/f:deletionGracePeriodSeconds",
            "f:metadata/f:generateName",
            "f:metadata/f:selfLink");

    private final FieldSet fields;

    private OwnedFields(FieldSet fields) {
        this.fields = fields;
    }

    /** All fields of an object but those that nobody owns. */
    static OwnedFields of(JsonNode object, boolean custom) {
        OwnedFields fields = new OwnedFields(new FieldSet());
        object.properties().forEach(field -> {
            if (!field.getKey().equals("metadata")) {
                fields.collect(List.of("f:" + field.getKey()), field.getKey(), field.getValue(), custom);
            }
        });
        object.path("metadata").properties().forEach(field -> {
            if (!field.getKey().equals("managedFields")) {
                fields.collect(List.of("f:metadata", "f:" + field.getKey()), field.getKey(), field.getValue(), custom);
            }
        });
        fields.paths().removeIf(path -> SERVERS_OWN.contains(String.join("/", path)));
        return fields;
    }

    static OwnedFields read(JsonNode fieldsV1) {
        return new OwnedFields(FieldSet.of(fieldsV1));
    }

    Set<List<String>> paths() {
        return fields.paths();
    }

    private void collect(List<String> path, String field, JsonNode value, boolean custom) {
        if (value.isObject() && !value.isEmpty() && !ListKeys.isAtomic(field)) {
            value.properties()
                    .forEach(inner ->
                            collect(with(path, "f:" + inner.getKey()), inner.getKey(), inner.getValue(), custom));
        } else if (value.isArray() && !value.isEmpty() && !custom && ListKeys.isSet(field)) {
            value.forEach(item -> fields.add(with(path, "v:" + item)));
        } else if (value.isArray() && !value.isEmpty() && !custom) {
            collectItems(path, field, value, custom);
        } else {
            fields.add(path);
        }
    }

    private void collectItems(List<String> path, String field, JsonNode list, boolean custom) {
        Optional<List<String>> keys = ListKeys.of(field, list);
        if (keys.isEmpty()) {
            fields.add(path);
            return;
        }
        for (JsonNode item : list) {
            ObjectNode identity = JsonNodeFactory.instance.objectNode();
            keys.get().forEach(key -> identity.set(key, item.path(key)));
            List<String> itself = with(path, "k:" + identity);
            fields.add(itself);
            item.properties()
                    .forEach(inner ->
                            collect(with(itself, "f:" + inner.getKey()), inner.getKey(), inner.getValue(), custom));
        }
    }

    ObjectNode toFieldsV1() {
        return fields.toFieldsV1();
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
