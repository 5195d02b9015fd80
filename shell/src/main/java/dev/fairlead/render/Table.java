package dev.fairlead.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headers, each column as wide as its widest cell, three blanks between. */
public final class Table {
    private Table() {}

    /** The lines, headers first; cells are safe to print already. */
    public static List<String> lines(List<String> headers, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(headers);
        all.addAll(rows);
        int[] widths = IntStream.range(0, headers.size())
                .map(i -> all.stream()
                        .mapToInt(row -> width(i < row.size() ? row.get(i) : ""))
                        .max()
                        .orElse(0))
                .toArray();
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(i < widths.length ? widths[i] - width(row.get(i)) : 0))
                .collect(Collectors.joining("   "))
                .stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
