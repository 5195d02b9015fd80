package dev.fairlead.terminal;

import dev.fairlead.render.OutputFormat;
import dev.fairlead.render.Printable;
import dev.fairlead.render.Renderer;
import dev.fairlead.render.Screen;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what Java gave: as the jshell tool does, and as the commands do where a record has a view. */
final class SnippetOutput {
    private final Renderer renderer;

    SnippetOutput(Renderer renderer) {
        this.renderer = renderer;
    }

    /** @param shown what the snippet has shown itself */
    void print(JavaLines.Value value, Set<Object> shown, Screen screen) {
        @Nullable Object object = value.value();
        if (object != null && shown.contains(object)) {
            return;
        }
        if (object != null && renderer.hasView(object)) {
            if (!value.name().isEmpty()) {
                screen.out().println(Printable.line(value.name()) + " ==>");
            }
            renderer.print(object, OutputFormat.table, screen);
        } else if (!value.name().isEmpty()) {
            screen.out().println(Printable.line(value.name()) + " ==> " + Printable.block(value.shown()));
        } else if (!value.shown().isEmpty()) {
            screen.out().println(Printable.block(value.shown()));
        }
        screen.out().flush();
    }
}
