package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a POSIX shell does for plain words: blanks separate, {@code '…'} is literal, {@code "…"}
 * keeps blanks and lets {@code \} escape {@code "} and {@code \}, {@code \} outside quotes takes the next character
 * literally, and {@code #} at a word's start begins a comment. There are no variables, globs or pipes.
 */
public final class LineParser {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private LineParser(String line) {
        this.line = line;
    }

    /**
     * The words of a line, none for a blank line or a comment.
     *
     * @throws OpsException of kind USAGE when a quote is not closed or the line ends in a lone backslash
     */
    public static List<String> words(String line) {
        return new LineParser(line).split();
    }

    /** The word as it must be typed to be read back as one word. */
    public static String quote(String word) {
        if (word.matches("[\\w@%+=:,./~^-]+")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> split() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == '#' && !inWord) {
                break;
            } else {
                inWord = true;
                take(c);
            }
        }
        endWord();
        return words;
    }

    private void take(char c) {
        switch (c) {
            case '\'' -> quoted('\'');
            case '"' -> quoted('"');
            case '\\' -> word.append(next("the line ends after a backslash"));
            default -> word.append(c);
        }
    }

    private void quoted(char quote) {
        while (true) {
            char c = next("a quote (" + quote + ") is not closed");
            if (c == quote) {
                return;
            }
            boolean escapes = quote == '"'
                    && c == '\\'
                    && at < line.length()
                    && (line.charAt(at) == '"' || line.charAt(at) == '\\');
            word.append(escapes ? line.charAt(at++) : c);
        }
    }

    private char next(String otherwise) {
        if (at >= line.length()) {
            throw new OpsException(FailureKind.USAGE, "cannot read the line: " + otherwise);
        }
        return line.charAt(at++);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
