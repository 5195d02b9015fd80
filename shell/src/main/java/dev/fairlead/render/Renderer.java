package dev.fairlead.render;

import dev.fairlead.progress.Fitted;
import dev.fairlead.progress.Streamed;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
            Headers headers = new Headers();
            stream.forEach(row -> {
                print(row, format, headers, screen);
                screen.out().flush();
            });
        } else {
            print(result, format, null, screen);
        }
        screen.out().flush();
    }

    /** @param stream the headers that the stream has shown; null for a result of its own */
    private void print(Object result, OutputFormat format, @Nullable Headers stream, Screen screen) {
        boolean streamed = stream != null;
        switch (format) {
            case json -> screen.out().println(streamed ? JsonOutput.line(result) : JsonOutput.pretty(result));
            case yaml -> screen.out().println((streamed ? "---\n" : "") + JsonOutput.yaml(result));
            case name -> rows(result).forEach(row -> names(row).forEach(screen.out()::println));
            case table, wide -> text(result, format == OutputFormat.wide, stream, screen);
        }
    }

    private void text(Object result, boolean wide, @Nullable Headers stream, Screen screen) {
        if (result instanceof List<?> rows) {
            table(rows, wide, stream, screen);
            return;
        }
        if (result instanceof Fitted fitted) {
            screen.out().println(Printable.block(fitted.text(Math.min(Fitted.USUAL_WIDTH, screen.resultWidth()))));
            return;
        }
        if (result instanceof CharSequence text) {
            screen.out().println(Printable.block(text.toString()));
            return;
        }
        View<Object> view = views.of(result.getClass());
        if (view == null) {
            screen.out().println(Printable.block(JsonOutput.yaml(result)));
            return;
        }
        Optional<List<?>> rows = view.rows(result);
        if (rows.isPresent()) {
            table(rows.get(), wide, stream, screen);
            return;
        }
        BiFunction<Object, Integer, List<String>> lines = view.text();
        BiFunction<Object, Boolean, List<Grid>> grids = view.grids();
        if (grids != null) {
            grids(grids.apply(result, wide), stream, screen);
        } else if (lines == null) {
            table(List.of(result), wide, stream, screen);
        } else {
            boolean verbatim = view.verbatim(result);
            lines.apply(result, screen.resultWidth())
                    .forEach(line -> screen.out().println(verbatim ? line : Printable.block(line)));
        }
    }

    private static void grids(List<Grid> grids, @Nullable Headers stream, Screen screen) {
        for (int i = 0; i < grids.size(); i++) {
            if (i > 0) {
                screen.out().println();
            }
            boolean known = stream != null && !stream.changedTo(grids.get(i).headers());
            grids.get(i).lines(!known, screen.resultWidth()).forEach(screen.out()::println);
        }
    }

    private void table(List<?> rows, boolean wide, @Nullable Headers stream, Screen screen) {
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
        List<View.Column<Object>> columns = view.columns(wide, rows);
        List<String> headers = columns.stream().map(View.Column::header).toList();
        List<List<String>> cells = rows.stream()
                .map(row -> columns.stream().map(c -> c.shown(row)).toList())
                .toList();
        grids(List.of(new Grid(headers, cells, List.of())), stream, screen);
        rows.stream().map(view::below).filter(lines -> !lines.isEmpty()).forEach(lines -> {
            screen.out().println();
            lines.forEach(line -> screen.out().println(Printable.line(line)));
        });
    }

    private List<String> names(Object row) {
        View<Object> view = views.of(row.getClass());
        @Nullable Function<Object, List<String>> names = view == null ? null : view.names();
        return names == null
                ? List.of(name(view, row))
                : names.apply(row).stream().map(Printable::line).toList();
    }

    private static String name(@Nullable View<Object> view, Object row) {
        @Nullable Function<Object, String> name = view == null ? null : view.name();
        return Printable.line(name == null ? row.toString() : name.apply(row));
    }

    private static List<?> rows(Object result) {
        return result instanceof List<?> list ? list : List.of(result);
    }

    /** The headers that were printed last. */
    private static final class Headers {
        private List<String> last = List.of();

        boolean changedTo(List<String> headers) {
            boolean changed = !headers.equals(last);
            last = headers;
            return changed;
        }
    }
}
