package dev.fairlead.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's cells, safe to print.
 *
 * @param others rows that are not printed here and yet share the columns' widths
 */
public record Grid(List<String> headers, List<List<String>> rows, List<List<String>> others) {
    /** The header, then a line for each row. */
    List<String> lines() {
        List<List<String>> all = new ArrayList<>(rows);
        all.addAll(others);
        return Table.lines(headers, all).subList(0, rows.size() + 1);
    }
}
