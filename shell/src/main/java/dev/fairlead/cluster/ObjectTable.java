package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ResourceType;
import java.util.List;

/**
 * Objects of one kind with the columns that the server prints for it.
 *
 * @param namespace empty where it is of all namespaces, or of none
 * @param version the list's resource version, from which a watch goes on
 */
public record ObjectTable(ResourceType type, String namespace, String version, List<Column> columns, List<Row> rows) {
    public ObjectTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** @param wide whether only {@code -o wide} shows it */
    public record Column(String name, boolean wide) {}

    /** @param cells one for each column */
    public record Row(List<String> cells, JsonNode object) {
        public String name() {
            return object.path("metadata").path("name").asText();
        }

        public String namespace() {
            return object.path("metadata").path("namespace").asText("");
        }
    }

    ObjectTable withRows(List<Row> others) {
        return new ObjectTable(type, namespace, version, columns, others);
    }
}
