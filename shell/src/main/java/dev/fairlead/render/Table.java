package dev.fairlead.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under headers, each column as wide as its widest cell, three blanks between. Where that is too wide for the screen,
 * the widest columns are made narrower and their cells go on below; nothing is cut.
 */
public final class Table {
    /** The width of what is no screen. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int GAP = 3;
    private static final int NARROW_GAP = 2;
    private static final int NARROWEST = 4;
    private static final String SIGNS = ",/-:.=";

    private final int[] widths;
    private final int gap;

    private Table(int[] widths, int gap) {
        this.widths = widths;
        this.gap = gap;
    }

    /** A table whose columns have room for all of the rows. */
    static Table of(List<String> headers, List<List<String>> rows, int width) {
        List<List<String>> all = new ArrayList<>();
        all.add(headers);
        all.addAll(rows);
        int[] natural = IntStream.range(0, headers.size())
                .map(i -> all.stream()
                        .mapToInt(row -> width(i < row.size() ? row.get(i) : ""))
                        .max()
                        .orElse(0))
                .toArray();
        if (total(natural, GAP) <= width) {
            return new Table(natural, GAP);
        }
        int[] narrow = narrowed(natural, headers.stream().mapToInt(Table::width).toArray(), width);
        int[] least = headers.stream().mapToInt(header -> NARROWEST).toArray();
        return new Table(narrowed(narrow, least, width), NARROW_GAP);
    }

    /** The lines, headers first; cells are safe to print already. */
    public static List<String> lines(List<String> headers, List<List<String>> rows) {
        return lines(headers, rows, UNLIMITED);
    }

    /** The same, no wider than that where it can be. */
    public static List<String> lines(List<String> headers, List<List<String>> rows, int width) {
        Table table = of(headers, rows, width);
        List<String> lines = new ArrayList<>(table.lines(headers));
        rows.forEach(row -> lines.addAll(table.lines(row)));
        return lines;
    }

    /** A row's lines: one, or more where a cell is wider than its column. */
    List<String> lines(List<String> row) {
        List<List<String>> cells = IntStream.range(0, row.size())
                .mapToObj(i -> folded(row.get(i), i < widths.length ? widths[i] : UNLIMITED))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height).mapToObj(line -> line(cells, line)).toList();
    }

    private String line(List<List<String>> cells, int line) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> {
                    String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                    return part + " ".repeat(i < widths.length ? widths[i] - width(part) : 0);
                })
                .collect(Collectors.joining(" ".repeat(gap)))
                .stripTrailing();
    }

    /** The widest columns give way first. */
    private static int[] narrowed(int[] from, int[] least, int width) {
        int[] widths = from.clone();
        while (total(widths, NARROW_GAP) > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return widths;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int total(int[] widths, int gap) {
        return Arrays.stream(widths).sum() + gap * Math.max(0, widths.length - 1);
    }

    /** Parts of at most that width, broken behind a sign where one is near; what is indented stays so. */
    private static List<String> folded(String cell, int width) {
        if (width(cell) <= width) {
            return List.of(cell);
        }
        int indented = cell.length() - cell.stripLeading().length();
        String indent = " ".repeat(Math.min(indented, Math.max(0, width - NARROWEST)));
        int room = width - indent.length();
        List<String> parts = new ArrayList<>();
        String rest = cell.strip();
        while (width(rest) > room) {
            int cut = cut(rest, rest.offsetByCodePoints(0, room));
            parts.add(indent + rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        parts.add(indent + rest);
        return parts;
    }

    /** Where to break before the end of the room: at a blank, else behind another sign. */
    private static int cut(String text, int end) {
        int blank = text.lastIndexOf(' ', end);
        if (blank > end / 2) {
            return blank;
        }
        for (int i = end - 1; i > end / 2; i--) {
            if (SIGNS.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return end;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
