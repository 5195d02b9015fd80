package dev.fairlead.render;

import org.jline.utils.AttributedString;

/**
 * A line of live progress, cut to the screen: of the two parts the tail is kept, as it tells what moves.
 *
 * @param tail is drawn dim
 */
record BlockLine(String head, String tail) {

    static BlockLine of(String head, String tail, int width) {
        String end = cut(tail, width);
        return new BlockLine(cut(head, width - columns(end)), end);
    }

    String shown(boolean colour) {
        return head + Style.DIM.on(tail, colour);
    }

    /** How many rows it takes on a screen of that width: terminals wrap what is there when they become narrower. */
    int rows(int width) {
        return Math.max(1, (columns(head) + columns(tail) + width - 1) / width);
    }

    private static String cut(String text, int width) {
        if (columns(text) <= width) {
            return text;
        }
        return width < 2
                ? ""
                : new AttributedString(text).columnSubSequence(0, width - 1).toString() + "…";
    }

    private static int columns(String text) {
        return new AttributedString(text).columnLength();
    }
}
