package dev.fairlead.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's cells, safe to print.
 *
 * @param others rows that are not printed here and yet share the columns' widths
 */
public record Grid(List<String> headers, List<List<String>> rows, List<List<String>> others) {
    /**
     * The lines of the rows, below those of the header if that is wanted.
     *
     * @param width of the screen
     */
    List<String> lines(boolean header, int width) {
        List<List<String>> all = new ArrayList<>(rows);
        all.addAll(others);
        Table table = Table.of(headers, all, width);
        List<String> lines = new ArrayList<>(header ? table.lines(headers) : List.of());
        rows.forEach(row -> lines.addAll(table.lines(row)));
        return lines;
    }
}
