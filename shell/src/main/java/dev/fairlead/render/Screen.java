package dev.fairlead.render;

import java.io.PrintWriter;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * Where a line's output goes.
 *
 * @param out results
 * @param err talk: progress, notes, failures
 * @param live whether talk may be redrawn in place
 * @param colour whether results and talk may be coloured
 * @param width in columns, of the talk
 * @param height in lines, of the talk
 * @param fits whether results are laid out for that width, too: they go to a terminal
 * @param hints makes of a line to type next one that can be pasted where the user is
 */
public record Screen(
        PrintWriter out,
        PrintWriter err,
        boolean live,
        boolean colour,
        IntSupplier width,
        IntSupplier height,
        boolean fits,
        UnaryOperator<String> hints) {
    private static final int USUAL_HEIGHT = 24;
    private static final int NARROWEST = 40;

    /** A screen of the usual height, for what is no terminal. */
    public Screen(PrintWriter out, PrintWriter err, boolean live, boolean colour, IntSupplier width) {
        this(out, err, live, colour, width, () -> USUAL_HEIGHT, false, UnaryOperator.identity());
    }

    /** The same, where hints are pasted elsewhere. */
    public Screen hinting(UnaryOperator<String> other) {
        return new Screen(out, err, live, colour, width, height, fits, other);
    }

    /** The columns that results may take. */
    int resultWidth() {
        return fits ? Math.max(NARROWEST, width.getAsInt()) : Table.UNLIMITED;
    }
}
