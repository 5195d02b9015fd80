package dev.fairlead.script.report;

import dev.fairlead.text.UnseenCharacters;
import java.util.regex.Pattern;

/**
 * Text in angle brackets. What is given as text or as an attribute's value stays that, whatever is in it; nothing but
 * {@link #raw} can write markup.
 */
final class Markup {
    /** How terminals are told of colours and the like. */
    private static final Pattern TERMINAL =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)");

    private final StringBuilder out = new StringBuilder();

    /** @param attributes names and values in turn; one whose value is empty is a flag */
    Markup open(String tag, String... attributes) {
        return begin(tag, attributes).raw(">");
    }

    Markup close(String tag) {
        return raw("</").raw(tag).raw(">");
    }

    /** An element that has nothing in it. */
    Markup empty(String tag, String... attributes) {
        return begin(tag, attributes).raw("/>");
    }

    /** An element with text in it. */
    Markup leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Markup text(String text) {
        return raw(escaped(text));
    }

    /** Only for what is written in this package. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Markup begin(String tag, String... attributes) {
        raw("<").raw(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            raw(" ").raw(attributes[i]);
            if (!attributes[i + 1].isEmpty()) {
                raw("=\"").text(attributes[i + 1]).raw("\"");
            }
        }
        return this;
    }

    /** Not what HTML does not allow, and not what nobody sees. */
    private static boolean isShown(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' || c >= 0x7f && c <= 0x9f;
        boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !control && !half && c != 0xfffe && c != 0xffff && !UnseenCharacters.isUnseen(c);
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder();
        TERMINAL.matcher(text.replace("\r\n", "\n"))
                .replaceAll("")
                .codePoints()
                .forEach(c -> shown.appendCodePoint(isShown(c) ? c : 0xfffd));
        return shown.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
