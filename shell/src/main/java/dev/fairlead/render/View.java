package dev.fairlead.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How records of one type look as text.
 *
 * @param <T> the record's type
 */
public final class View<T> {
    private static final String NAMESPACE = "NAMESPACE";

    private final Class<T> type;
    private final List<Column<T>> columns = new ArrayList<>();
    private @Nullable Function<T, String> name;
    private @Nullable BiFunction<T, Integer, List<String>> text;
    private @Nullable Function<T, String> namespace;
    private Function<T, List<String>> below = record -> List.of();

    private @Nullable BiFunction<T, Boolean, List<Grid>> grids;
    private Function<T, Optional<List<?>>> rows = record -> Optional.empty();
    private @Nullable Function<T, List<String>> names;
    private Predicate<T> verbatim = record -> false;

    private View(Class<T> type) {
        this.type = type;
    }

    public static <T> View<T> of(Class<T> type) {
        return new View<>(type);
    }

    /** A column of every table. */
    public View<T> column(String header, Function<T, ?> cell) {
        columns.add(new Column<>(header, cell, false));
        return this;
    }

    /** A column of {@code -o wide} only. */
    public View<T> wide(String header, Function<T, ?> cell) {
        columns.add(new Column<>(header, cell, true));
        return this;
    }

    /** What {@code -o name} prints: what a user would type to name the thing. */
    public View<T> name(Function<T, String> shown) {
        this.name = shown;
        return this;
    }

    /** A single record as lines instead of a table of one row. */
    public View<T> text(Function<T, List<String>> lines) {
        this.text = (record, width) -> lines.apply(record);
        return this;
    }

    /** As {@link #text}, laid out for a screen of so many columns. */
    public View<T> fitted(BiFunction<T, Integer, List<String>> lines) {
        this.text = lines;
        return this;
    }

    /** The first column of rows from several namespaces, and one of {@code -o wide}. */
    public View<T> namespace(Function<T, String> shown) {
        this.namespace = shown;
        return wide(NAMESPACE, shown);
    }

    /** As tables whose columns the record itself brings; the flag says whether {@code -o wide} was asked for. */
    public View<T> grids(BiFunction<T, Boolean, List<Grid>> tables) {
        this.grids = tables;
        return this;
    }

    /** As a table of other records; empty where the record is shown as its text. */
    public View<T> rows(Function<T, Optional<List<?>>> records) {
        this.rows = records;
        return this;
    }

    /** Lines of a record that follow the table, below an empty line. */
    public View<T> below(Function<T, List<String>> lines) {
        this.below = lines;
        return this;
    }

    /** What {@code -o name} prints of a record that stands for several things. */
    public View<T> names(Function<T, List<String>> shown) {
        this.names = shown;
        return this;
    }

    /** Of which records the text is printed as it is; the user has asked for it. */
    public View<T> verbatim(Predicate<T> asked) {
        this.verbatim = asked;
        return this;
    }

    Class<T> type() {
        return type;
    }

    List<Column<T>> columns(boolean wide, List<? extends T> rows) {
        List<Column<T>> shown =
                new ArrayList<>(columns.stream().filter(c -> wide || !c.wide()).toList());
        Function<T, String> place = namespace;
        if (place != null && areFromSeveral(rows, place)) {
            shown.removeIf(column -> column.header().equals(NAMESPACE));
            shown.add(0, new Column<>(NAMESPACE, place, false));
        }
        return shown;
    }

    private static <T> boolean areFromSeveral(List<? extends T> rows, Function<T, String> namespace) {
        return rows instanceof AllNamespaces
                || rows.stream().map(namespace).distinct().count() > 1;
    }

    @Nullable
    Function<T, String> name() {
        return name;
    }

    @Nullable
    BiFunction<T, Integer, List<String>> text() {
        return text;
    }

    @Nullable
    BiFunction<T, Boolean, List<Grid>> grids() {
        return grids;
    }

    @Nullable
    Function<T, List<String>> names() {
        return names;
    }

    Optional<List<?>> rows(T record) {
        return rows.apply(record);
    }

    List<String> below(T row) {
        return below.apply(row);
    }

    boolean verbatim(T row) {
        return verbatim.test(row);
    }

    record Column<T>(String header, Function<T, ?> cell, boolean wide) {
        String shown(T row) {
            Object value = cell.apply(row);
            return value == null ? "" : Printable.line(value.toString());
        }
    }
}
