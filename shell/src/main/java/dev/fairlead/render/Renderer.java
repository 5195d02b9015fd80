package dev.fairlead.render;

import dev.fairlead.progress.Streamed;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prints results in the format that was asked for. */
public final class Renderer {
    private final Views views;

    public Renderer(Views views) {
        this.views = views;
    }

    /** Whether a value, or the values of a list, have a view of their own. */
    public boolean hasView(Object value) {
        Object one = value instanceof List<?> rows && !rows.isEmpty() ? rows.get(0) : value;
        return one != null && views.of(one.getClass()) != null;
    }

    /** Prints a result; a stream's records as they come. */
    public void print(Object result, OutputFormat format, Screen screen) {
        if (result instanceof Streamed<?> stream) {
            stream.forEach(row -> {
                print(row, format, true, screen);
                screen.out().flush();
            });
        } else {
            print(result, format, false, screen);
        }
        screen.out().flush();
    }

    private void print(Object result, OutputFormat format, boolean streamed, Screen screen) {
        switch (format) {
            case json -> screen.out().println(streamed ? Json.line(result) : Json.pretty(result));
            case yaml -> screen.out().println((streamed ? "---\n" : "") + Json.yaml(result));
            case name -> rows(result).forEach(row -> screen.out().println(name(row)));
            case table, wide -> text(result, format == OutputFormat.wide, screen);
        }
    }

    private void text(Object result, boolean wide, Screen screen) {
        if (result instanceof List<?> rows) {
            table(rows, wide, screen);
            return;
        }
        if (result instanceof CharSequence text) {
            screen.out().println(Printable.block(text.toString()));
            return;
        }
        View<Object> view = views.of(result.getClass());
        if (view == null) {
            screen.out().println(Printable.block(Json.yaml(result)));
            return;
        }
        Function<Object, List<String>> lines = view.text();
        if (lines == null) {
            table(List.of(result), wide, screen);
        } else {
            lines.apply(result).forEach(line -> screen.out().println(Printable.block(line)));
        }
    }

    private void table(List<?> rows, boolean wide, Screen screen) {
        if (rows.isEmpty()) {
            screen.err().println("nothing found");
            screen.err().flush();
            return;
        }
        View<Object> view = views.of(rows.get(0).getClass());
        if (view == null) {
            rows.forEach(row -> screen.out().println(Printable.line(String.valueOf(row))));
            return;
        }
        List<View.Column<Object>> columns = view.columns(wide);
        List<String> headers = columns.stream().map(View.Column::header).toList();
        List<List<String>> cells = rows.stream()
                .map(row -> columns.stream().map(c -> c.shown(row)).toList())
                .toList();
        Table.lines(headers, cells).forEach(screen.out()::println);
    }

    private String name(Object row) {
        View<Object> view = views.of(row.getClass());
        @Nullable Function<Object, String> name = view == null ? null : view.name();
        return Printable.line(name == null ? row.toString() : name.apply(row));
    }

    private static List<?> rows(Object result) {
        return result instanceof List<?> list ? list : List.of(result);
    }
}
