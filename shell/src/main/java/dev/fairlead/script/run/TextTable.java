package dev.fairlead.script.run;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Rows in columns: records by their components, maps by their keys, lists by their elements. */
public final class TextTable {
    private TextTable() {}

    /** The lines; columns are named where the rows are records or maps. */
    public static List<String> lines(Iterable<?> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (Object row : rows) {
            if (cells.isEmpty() && !names(row).isEmpty()) {
                cells.add(names(row).stream()
                        .map(name ->
                                name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT))
                        .toList());
            }
            cells.add(cells(row));
        }
        List<Integer> widths = new ArrayList<>();
        for (List<String> line : cells) {
            for (int i = 0; i < line.size(); i++) {
                int width = line.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                }
                widths.set(i, Math.max(widths.get(i), width));
            }
        }
        return cells.stream().map(line -> line(line, widths)).toList();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - cells.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> names(Object row) {
        if (row instanceof Map<?, ?> map) {
            return map.keySet().stream().map(String::valueOf).toList();
        }
        return row instanceof Record
                ? Stream.of(row.getClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static List<String> cells(Object row) {
        if (row instanceof Map<?, ?> map) {
            return map.values().stream().map(TextTable::text).toList();
        }
        if (row instanceof List<?> list) {
            return list.stream().map(TextTable::text).toList();
        }
        List<String> cells = new ArrayList<>();
        if (row instanceof Record) {
            for (RecordComponent component : row.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    cells.add(text(component.getAccessor().invoke(row)));
                } catch (ReflectiveOperationException e) {
                    throw Rethrow.on(e.getCause() == null ? e : e.getCause());
                }
            }
            return cells;
        }
        return List.of(text(row));
    }

    private static String text(Object value) {
        return value == null ? "" : String.valueOf(value).replace('\n', ' ');
    }
}
