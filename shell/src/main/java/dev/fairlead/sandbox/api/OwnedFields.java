package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Paths of fields in the steps of Kubernetes' FieldsV1: {@code f:name}, {@code k:{"name":"web"}} for an item of a list,
 * {@code v:"x"} for a value of a set.
 */
final class OwnedFields {
    private static final String ITSELF = ".";
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

    private final Set<List<String>> paths = new TreeSet<>(Comparator.comparing(path -> String.join("\u0000", path)));

    /** All fields of an object but those that nobody owns. */
    static OwnedFields of(JsonNode object, boolean custom) {
        OwnedFields fields = new OwnedFields();
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
        fields.paths.removeIf(path -> SERVERS_OWN.contains(String.join("/", path)));
        return fields;
    }

    static OwnedFields read(JsonNode fieldsV1) {
        OwnedFields fields = new OwnedFields();
        fieldsV1.properties().forEach(field -> fields.read(List.of(field.getKey()), field.getValue()));
        return fields;
    }

    Set<List<String>> paths() {
        return paths;
    }

    private void read(List<String> path, JsonNode node) {
        if (node.isEmpty() || node.has(ITSELF)) {
            paths.add(path);
        }
        node.properties().forEach(field -> {
            if (!field.getKey().equals(ITSELF)) {
                read(with(path, field.getKey()), field.getValue());
            }
        });
    }

    private void collect(List<String> path, String field, JsonNode value, boolean custom) {
        if (value.isObject() && !value.isEmpty() && !ListKeys.isAtomic(field)) {
            value.properties()
                    .forEach(inner ->
                            collect(with(path, "f:" + inner.getKey()), inner.getKey(), inner.getValue(), custom));
        } else if (value.isArray() && !value.isEmpty() && !custom && ListKeys.isSet(field)) {
            value.forEach(item -> paths.add(with(path, "v:" + item)));
        } else if (value.isArray() && !value.isEmpty() && !custom) {
            collectItems(path, field, value, custom);
        } else {
            paths.add(path);
        }
    }

    private void collectItems(List<String> path, String field, JsonNode list, boolean custom) {
        Optional<List<String>> keys = ListKeys.of(field, list);
        if (keys.isEmpty()) {
            paths.add(path);
            return;
        }
        for (JsonNode item : list) {
            ObjectNode identity = JsonNodeFactory.instance.objectNode();
            keys.get().forEach(key -> identity.set(key, item.path(key)));
            List<String> itself = with(path, "k:" + identity);
            paths.add(itself);
            item.properties()
                    .forEach(inner ->
                            collect(with(itself, "f:" + inner.getKey()), inner.getKey(), inner.getValue(), custom));
        }
    }

    ObjectNode toFieldsV1() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (List<String> path : paths) {
            ObjectNode node = root;
            for (String step : path) {
                node = node.path(step) instanceof ObjectNode there ? there : node.putObject(step);
            }
            node.putObject(ITSELF);
        }
        leaves(root);
        return root;
    }

    /** A field without owned fields below it says so by being empty. */
    private static void leaves(ObjectNode node) {
        node.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                leaves(inner);
                if (inner.size() == 1 && inner.has(ITSELF)) {
                    inner.removeAll();
                }
            }
        });
    }

    /** What an object has at a path; missing where it has nothing. */
    static JsonNode at(JsonNode object, List<String> path) {
        JsonNode at = object;
        for (String step : path) {
            at = step.startsWith("f:") ? at.path(step.substring(2)) : item(at, step);
        }
        return at;
    }

    private static JsonNode item(JsonNode list, String step) {
        int index = index(list, step);
        return list.path(index);
    }

    private static int index(JsonNode list, String step) {
        JsonNode wanted = parsed(step.substring(2));
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            boolean same = step.startsWith("v:")
                    ? item.equals(wanted)
                    : wanted.properties().stream()
                            .allMatch(key -> item.path(key.getKey())
                                    .asText()
                                    .equals(key.getValue().asText()));
            if (same) {
                return i;
            }
        }
        return list.size();
    }

    /** Takes a field out of an object, and what is left empty by it. */
    static void remove(ObjectNode object, List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        List<String> parentPath = path.subList(0, path.size() - 1);
        JsonNode parent = at(object, parentPath);
        String last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode holder && last.startsWith("f:")) {
            holder.remove(last.substring(2));
        } else if (parent instanceof ArrayNode list && index(list, last) < list.size()) {
            list.remove(index(list, last));
        }
    }

    /** {@code .spec.template.spec.containers[name="web"].image}, as the server's messages write it. */
    static String shown(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String step : path) {
            if (step.startsWith("f:")) {
                text.append('.').append(step.substring(2));
            } else if (step.startsWith("k:")) {
                List<String> keys = new ArrayList<>();
                parsed(step.substring(2)).properties().forEach(key -> keys.add(key.getKey() + "=" + key.getValue()));
                text.append('[').append(String.join(",", keys)).append(']');
            } else {
                text.append('[').append(step.substring(2)).append(']');
            }
        }
        return text.toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return JsonTree.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
