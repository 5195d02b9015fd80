package dev.fairlead.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.ObjectEvent;
import dev.fairlead.cluster.ObjectRef;
import dev.fairlead.cluster.ObjectSet;
import dev.fairlead.cluster.ObjectTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Objects in the server's own columns. */
final class ObjectGrids {
    /** Enough rows to know a column's width by, of the list that a watch began with. */
    private static final int WIDTHS_FROM = 200;

    private final boolean wide;
    private final boolean namespaces;
    private final boolean labels;
    private final boolean kinds;

    private ObjectGrids(boolean wide, boolean namespaces, boolean labels, boolean kinds) {
        this.wide = wide;
        this.namespaces = namespaces;
        this.labels = labels;
        this.kinds = kinds;
    }

    /** One for each kind of which there are objects. */
    static List<Grid> of(ObjectSet set, boolean wide) {
        ObjectGrids grids = new ObjectGrids(
                wide, set.allNamespaces(), set.showLabels(), set.tables().size() > 1);
        return set.tables().stream()
                .filter(table -> !table.rows().isEmpty())
                .map(table -> new Grid(grids.headers(table), grids.rows(table, table.rows()), List.of()))
                .toList();
    }

    static List<Grid> of(ObjectEvent event, boolean wide) {
        ObjectGrids grids = new ObjectGrids(wide, event.allNamespaces(), event.showLabels(), false);
        ObjectTable first = event.first();
        List<ObjectTable.Row> widths =
                first.rows().subList(0, Math.min(WIDTHS_FROM, first.rows().size()));
        List<List<String>> row = grids.rows(first, List.of(event.row()));
        if (event.change().equals("deleted")) {
            row = List.of(marked(row.get(0)));
        }
        return List.of(new Grid(grids.headers(first), row, grids.rows(first, widths)));
    }

    private static List<String> marked(List<String> cells) {
        List<String> marked = new ArrayList<>(cells);
        marked.add("(deleted)");
        return marked;
    }

    private List<String> headers(ObjectTable table) {
        List<String> headers = new ArrayList<>();
        if (namespaces && table.type().namespaced()) {
            headers.add("NAMESPACE");
        }
        for (ObjectTable.Column column : table.columns()) {
            if (wide || !column.wide()) {
                headers.add(Printable.line(column.name().toUpperCase(Locale.ROOT)));
            }
        }
        if (labels) {
            headers.add("LABELS");
        }
        return headers;
    }

    private List<List<String>> rows(ObjectTable table, List<ObjectTable.Row> rows) {
        return rows.stream().map(row -> cells(table, row)).toList();
    }

    private List<String> cells(ObjectTable table, ObjectTable.Row row) {
        List<String> cells = new ArrayList<>();
        if (namespaces && table.type().namespaced()) {
            cells.add(Printable.line(row.namespace()));
        }
        for (int i = 0; i < table.columns().size() && i < row.cells().size(); i++) {
            ObjectTable.Column column = table.columns().get(i);
            if (wide || !column.wide()) {
                boolean name = kinds && column.name().equals("Name");
                String cell = name
                        ? ObjectRef.of(table.type(), row.name()).toString()
                        : row.cells().get(i);
                cells.add(Printable.line(cell));
            }
        }
        if (labels) {
            cells.add(labels(row.object()));
        }
        return cells;
    }

    private static String labels(JsonNode object) {
        List<String> labels = new ArrayList<>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(label ->
                        labels.add(label.getKey() + "=" + label.getValue().asText()));
        return labels.isEmpty() ? "<none>" : Printable.line(String.join(",", labels));
    }
}
