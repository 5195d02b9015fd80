package dev.fairlead.render;

import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * Where a line's output goes.
 *
 * @param out results
 * @param err talk: progress, notes, failures
 * @param live whether talk may be redrawn in place
 * @param colour whether results and talk may be coloured
 * @param width in columns, of the talk
 * @param height in lines, of the talk
 */
public record Screen(
        PrintWriter out, PrintWriter err, boolean live, boolean colour, IntSupplier width, IntSupplier height) {
    private static final int USUAL_HEIGHT = 24;

    /** A screen of the usual height. */
    public Screen(PrintWriter out, PrintWriter err, boolean live, boolean colour, IntSupplier width) {
        this(out, err, live, colour, width, () -> USUAL_HEIGHT);
    }
}
