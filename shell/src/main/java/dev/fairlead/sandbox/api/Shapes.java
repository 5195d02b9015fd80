package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The forms in which objects are asked for: as they are, as a table, or their metadata only. */
final class Shapes {
    private final Kind kind;
    private final String include;
    private final boolean table;
    private final boolean metadata;
    private final List<Columns.Column> columns;

    private Shapes(Kind kind, Request request, Instant now, JsonNode printerColumns) {
        this.kind = kind;
        this.include = request.option("includeObject");
        this.table = request.accept().contains("as=Table");
        this.metadata = request.accept().contains("as=PartialObjectMetadata");
        this.columns = new Columns(now).of(kind, printerColumns);
    }

    /** @param printerColumns those that the definition of a custom kind gives it */
    static Shapes of(Kind kind, Request request, Instant now, JsonNode printerColumns) {
        return new Shapes(kind, request, now, printerColumns);
    }

    ObjectNode one(ObjectNode object) {
        if (table) {
            ObjectNode shaped = table(object.at("/metadata/resourceVersion").asText());
            row((ArrayNode) shaped.path("rows"), object);
            return shaped;
        }
        return metadata ? partial(object, true) : object;
    }

    /** @param next where the list goes on; empty at its end */
    ObjectNode list(List<ObjectNode> objects, String version, String next) {
        ObjectNode list = table ? table(version) : node();
        if (table) {
            ArrayNode rows = (ArrayNode) list.path("rows");
            objects.forEach(object -> row(rows, object));
        } else {
            list.put("kind", metadata ? "PartialObjectMetadataList" : kind.name() + "List");
            list.put("apiVersion", metadata ? "meta.k8s.io/v1" : kind.apiVersion());
            list.putObject("metadata").put("resourceVersion", version);
            ArrayNode items = list.putArray("items");
            objects.forEach(object -> items.add(metadata ? partial(object, false) : item(object)));
        }
        if (!next.isEmpty()) {
            list.withObject("/metadata").put("continue", next);
        }
        return list;
    }

    /** Items of a list come without their kind, but custom ones. */
    private JsonNode item(ObjectNode object) {
        if (kind.custom()) {
            return object;
        }
        ObjectNode item = object.deepCopy();
        item.remove(List.of("kind", "apiVersion"));
        return item;
    }

    ObjectNode bookmark(String version) {
        ObjectNode object = table ? table(version) : node();
        if (!table) {
            object.put("kind", kind.name()).put("apiVersion", kind.apiVersion());
        }
        object.withObject("/metadata").put("resourceVersion", version);
        return object;
    }

    private ObjectNode table(String version) {
        ObjectNode shaped = node();
        shaped.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
        shaped.putObject("metadata").put("resourceVersion", version);
        ArrayNode definitions = shaped.putArray("columnDefinitions");
        columns.forEach(column -> definitions
                .addObject()
                .put("name", column.name())
                .put("type", column.type())
                .put("format", column.name().equals("Name") ? "name" : "")
                .put("description", "")
                .put("priority", column.priority()));
        shaped.putArray("rows");
        return shaped;
    }

    private void row(ArrayNode rows, ObjectNode object) {
        ObjectNode row = rows.addObject();
        Columns.cells(columns, object, row);
        if (include.equals("Object")) {
            row.set("object", object);
        } else if (!include.equals("None")) {
            row.set("object", partial(object, true));
        }
    }

    private static ObjectNode partial(ObjectNode object, boolean named) {
        ObjectNode partial = node();
        if (named) {
            partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        }
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
