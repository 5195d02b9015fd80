package dev.fairlead.script.report;

import java.util.regex.Pattern;

/**
 * Text in angle brackets. What is given as text or as an attribute's value stays that, whatever is in it; nothing but
 * {@link #raw} can write markup.
 */
final class Markup {
    /** How terminals are told of colours and the like. */
    private static final Pattern TERMINAL =
            Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)");

    /** Not allowed in HTML, turning the direction of what stands after it, or not seen at all. */
    private static final Pattern UNSHOWN = Pattern.compile(
            "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
                    + "\\ufff9-\\ufffb\\ufffe\\uffff\\x{e0000}-\\x{e0fff}]|[\\ud800-\\udfff]");

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

    private static String escaped(String text) {
        String shown = UNSHOWN.matcher(
                        TERMINAL.matcher(text.replace("\r\n", "\n")).replaceAll(""))
                .replaceAll("\ufffd");
        return shown.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
