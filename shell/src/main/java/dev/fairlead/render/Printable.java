package dev.fairlead.render;

import dev.fairlead.text.UnseenCharacters;
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
            if (unsafe(text, i, keepBreaks)) {
                return replaced(text, keepBreaks);
            }
        }
        return text;
    }

    private static String replaced(String text, boolean keepBreaks) {
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!unsafe(text, i, keepBreaks)) {
                safe.append(c);
            } else if (c < 0x20) {
                safe.append('^').append((char) (c + '@'));
            } else {
                // Each half of a pair by itself, as in JSON.
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return safe.toString();
    }

    private static boolean unsafe(String text, int i, boolean keepBreaks) {
        char c = text.charAt(i);
        if (c == '\n' || c == '\t') {
            return !keepBreaks;
        }
        boolean second = Character.isLowSurrogate(c) && i > 0;
        return c < 0x20 || (c >= 0x7f && c <= 0x9f) || UnseenCharacters.isUnseen(text.codePointAt(second ? i - 1 : i));
    }
}
