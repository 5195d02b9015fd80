package dev.fairlead.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The objects that were asked for. As JSON it is what the API server holds: the one object that was named, or a List.
 *
 * @param single whether one object was asked for by name
 */
public record ObjectSet(List<ObjectTable> tables, boolean single, boolean allNamespaces, boolean showLabels) {
    public ObjectSet {
        tables = List.copyOf(tables);
    }

    /** The objects themselves, in the tables' order. */
    public List<JsonNode> objects() {
        return tables.stream()
                .flatMap(table -> table.rows().stream())
                .map(ObjectTable.Row::object)
                .toList();
    }

    /** The names that {@code -o name} prints. */
    public List<ObjectRef> references() {
        return tables.stream()
                .flatMap(table -> table.rows().stream().map(row -> ObjectRef.of(table.type(), row.name())))
                .toList();
    }

    public int size() {
        return tables.stream().mapToInt(table -> table.rows().size()).sum();
    }

    /** The object, or a {@code List} of all. */
    @JsonValue
    public JsonNode document() {
        if (single) {
            return objects().get(0);
        }
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1");
        list.putArray("items").addAll(objects());
        list.put("kind", "List");
        list.putObject("metadata").put("resourceVersion", "");
        return list;
    }
}
