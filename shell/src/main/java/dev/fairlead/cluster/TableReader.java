package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads the API server's answers into tables: its own Table, or a plain object or list where it makes none. */
final class TableReader {
    private static final List<ObjectTable.Column> PLAIN =
            List.of(new ObjectTable.Column("Name", false), new ObjectTable.Column("Age", false));

    private final ResourceType type;
    private final String namespace;
    private final boolean managedFields;

    TableReader(ResourceType type, String namespace, boolean managedFields) {
        this.type = type;
        this.namespace = namespace;
        this.managedFields = managedFields;
    }

    /** @param known the columns of the answers before; later ones may leave them out */
    ObjectTable read(JsonNode answer, List<ObjectTable.Column> known) {
        String version = answer.path("metadata").path("resourceVersion").asText("");
        if (answer.path("kind").asText().equals("Table")) {
            List<ObjectTable.Column> columns = columns(answer);
            return new ObjectTable(type, namespace, version, columns.isEmpty() ? known : columns, rows(answer));
        }
        List<ObjectTable.Row> rows = new ArrayList<>();
        if (answer.path("items").isArray()) {
            answer.path("items").forEach(item -> rows.add(plain(complete(item))));
        } else {
            rows.add(plain(complete(answer)));
        }
        return new ObjectTable(type, namespace, version, PLAIN, rows);
    }

    private static List<ObjectTable.Column> columns(JsonNode table) {
        List<ObjectTable.Column> columns = new ArrayList<>();
        for (JsonNode column : table.path("columnDefinitions")) {
            columns.add(new ObjectTable.Column(
                    column.path("name").asText(), column.path("priority").asInt() > 0));
        }
        return columns;
    }

    private List<ObjectTable.Row> rows(JsonNode table) {
        List<ObjectTable.Row> rows = new ArrayList<>();
        for (JsonNode row : table.path("rows")) {
            List<String> cells = new ArrayList<>();
            row.path("cells").forEach(cell -> cells.add(cell(cell)));
            rows.add(new ObjectTable.Row(cells, complete(row.path("object"))));
        }
        return rows;
    }

    private static String cell(JsonNode cell) {
        if (cell.isNull()) {
            return "<none>";
        }
        return cell.isValueNode() ? cell.asText() : cell.toString();
    }

    private ObjectTable.Row plain(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        String age = age(metadata.path("creationTimestamp").asText(""));
        return new ObjectTable.Row(List.of(metadata.path("name").asText(), age), object);
    }

    /** Items of a list come without their kind. */
    private JsonNode complete(JsonNode object) {
        if (object instanceof ObjectNode mutable) {
            if (!managedFields && mutable.path("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
            }
            if (mutable.path("kind").isMissingNode()) {
                mutable.put("kind", type.kind()).put("apiVersion", type.apiVersion());
            }
        }
        return object;
    }

    private static String age(String created) {
        try {
            Duration age = Duration.between(Instant.parse(created), Instant.now());
            return age.toDays() > 1 ? age.toDays() + "d" : age.toHours() > 2 ? age.toHours() + "h" : minutes(age);
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }

    private static String minutes(Duration age) {
        return age.toMinutes() > 1 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
