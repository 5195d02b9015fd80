package dev.fairlead.script.export;

import java.util.List;

/** Text that is written line by line, each with the indentation of its depth. */
final class YamlLines {
    private final StringBuilder text = new StringBuilder();
    private final int width;

    /** @param width blanks a level */
    YamlLines(int width) {
        this.width = width;
    }

    YamlLines add(int depth, String... lines) {
        for (String line : lines) {
            text.append(line.isEmpty() ? "" : " ".repeat(depth * width) + line).append('\n');
        }
        return this;
    }

    YamlLines add(int depth, List<String> lines) {
        return add(depth, lines.toArray(String[]::new));
    }

    /** A YAML scalar: in double quotes, whose escapes are those of JSON. */
    static String scalar(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** On one line of a comment. */
    static String comment(String value) {
        return value.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
