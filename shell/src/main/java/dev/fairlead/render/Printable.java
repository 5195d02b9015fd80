package dev.fairlead.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text from outside safe to show: a log line, a label or an image name may carry escape sequences that move the
 * cursor, change the title or rewrite what was printed before.
 */
public final class Printable {
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");

    private Printable() {}

    /** One line's worth: every control character, line breaks too, in caret or hexadecimal notation. */
    public static String line(String text) {
        return text(text, false);
    }

    /** As {@link #line} with line breaks and tabs kept. */
    public static String block(String text) {
        return text(text, true);
    }

    /** As {@link #block} with colours kept: a script may colour what it prints, and do nothing else to the terminal. */
    public static String coloured(String text) {
        StringBuilder safe = new StringBuilder();
        Matcher colours = COLOUR.matcher(text);
        int done = 0;
        while (colours.find()) {
            safe.append(block(text.substring(done, colours.start()))).append(colours.group());
            done = colours.end();
        }
        return safe.append(block(text.substring(done))).toString();
    }

    private static String text(String text, boolean keepBreaks) {
        for (int i = 0; i < text.length(); i++) {
            if (unsafe(text.charAt(i), keepBreaks)) {
                return replaced(text, keepBreaks);
            }
        }
        return text;
    }

    private static String replaced(String text, boolean keepBreaks) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!unsafe(c, keepBreaks)) {
                safe.append(c);
            } else if (c < 0x20) {
                safe.append('^').append((char) (c + '@'));
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return safe.toString();
    }

    /** C0, DEL, C1 (an 8-bit CSI is one of them), and the marks that reorder or hide text (Trojan Source). */
    private static boolean unsafe(char c, boolean keepBreaks) {
        if (c == '\n' || c == '\t') {
            return !keepBreaks;
        }
        return c < 0x20
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x2028
                || c == 0x2029;
    }
}
