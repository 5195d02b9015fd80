package dev.fairlead.command;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a POSIX shell does for plain words: blanks separate, {@code '…'} is literal, {@code "…"}
 * keeps blanks and lets {@code \} escape {@code "} and {@code \}, {@code \} outside quotes takes the next character
 * literally (a line break is joined), and {@code #} at a word's start begins a comment. There are no variables or globs, and
 * pipes and other operators are refused.
 */
public final class LineParser {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean tolerant;
    private int began;
    private int at;

    private LineParser(String line) {
        this.line = line;
    }

    /**
     * The words of a line, none for a blank line or a comment.
     *
     * @throws OpsException of kind USAGE when a quote is not closed, the line ends in a lone backslash, or a shell's
     *     operator stands in it
     */
    public static List<String> words(String line) {
        return new LineParser(line).split();
    }

    /** Whether a further line is wanted: for a quote that is open or a backslash at the end. */
    public static boolean isOpen(String line) {
        try {
            words(line);
            return false;
        } catch (OpenLine e) {
            return true;
        } catch (OpsException e) {
            return false;
        }
    }

    /** The words before a cursor, of which the last is still being typed; quotes may be open. */
    public static Typed typed(String beforeCursor) {
        LineParser parser = new LineParser(beforeCursor);
        parser.tolerant = true;
        parser.scan();
        boolean open = parser.inWord;
        return new Typed(
                List.copyOf(parser.words),
                open ? parser.word.toString() : "",
                open ? parser.began : beforeCursor.length());
    }

    /**
     * @param before the words that are finished
     * @param last the word at the cursor, empty where a new one may begin
     * @param start where the last one begins in the text
     */
    public record Typed(List<String> before, String last, int start) {}

    /** The word as it must be typed to be read back as one word. */
    public static String quote(String word) {
        if (word.matches("[\\w@%+=:,./~^-]+")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private List<String> split() {
        scan();
        endWord();
        return words;
    }

    private void scan() {
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (Character.isWhitespace(c)) {
                endWord();
            } else if (c == '#' && !inWord) {
                skipComment();
            } else if (c == '\\' && at < line.length() && line.charAt(at) == '\n') {
                at++;
            } else if (!tolerant && ShellOperators.begins(c, line, at - 1)) {
                // of 2>file the number belongs to the operator
                int operator = c == '>' && word.toString().matches("\\d") ? at - 2 : at - 1;
                throw ShellOperators.refusal(line.substring(0, operator), line.substring(operator));
            } else {
                began = inWord ? began : at - 1;
                inWord = true;
                take(c);
            }
        }
    }

    private void skipComment() {
        int end = line.indexOf('\n', at);
        at = end < 0 ? line.length() : end;
    }

    private void take(char c) {
        switch (c) {
            case '\'' -> quoted('\'');
            case '"' -> quoted('"');
            case '\\' -> {
                if (!tolerant || at < line.length()) {
                    word.append(next("the line ends after a backslash"));
                }
            }
            default -> word.append(c);
        }
    }

    private void quoted(char quote) {
        while (!tolerant || at < line.length()) {
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
            throw new OpenLine("cannot read the line: " + otherwise);
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

    /** The line goes on. */
    private static final class OpenLine extends OpsException {
        private OpenLine(String message) {
            super(FailureKind.USAGE, message);
        }
    }
}
