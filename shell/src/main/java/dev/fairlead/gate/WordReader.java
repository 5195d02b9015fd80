package dev.fairlead.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads words off a text as the shell's lines are read: blanks separate, {@code '…'} is literal, in {@code "…"} and
 * outside quotes {@code \} escapes, {@code #} at a word's start begins a comment.
 */
final class WordReader {
    private final String text;
    private int at;

    WordReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when a quote is not closed or the text ends in a lone backslash */
    static List<String> words(String text) {
        WordReader reader = new WordReader(text);
        List<String> words = new ArrayList<>();
        for (reader.skipBlanks(); !reader.atEnd(); reader.skipBlanks()) {
            words.add(reader.word());
        }
        return words;
    }

    /** The word as it must be typed to be read back as one. */
    static String quote(String word) {
        return word.matches("[\\w@%+=:,./~^-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c) || text.startsWith("\\\n", at)) {
                at += c == '\\' ? 2 : 1;
            } else {
                return;
            }
        }
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** What is left, as it stands there. */
    String rest() {
        return text.substring(at);
    }

    /** The next word, which begins here. */
    String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            char c = text.charAt(at++);
            switch (c) {
                case '\'', '"' -> quoted(c, word);
                case '\\' -> escaped(word);
                default -> word.append(c);
            }
        }
        return word.toString();
    }

    private void escaped(StringBuilder word) {
        char c = next("it ends after a backslash");
        if (c != '\n') {
            word.append(c);
        }
    }

    private void quoted(char quote, StringBuilder word) {
        for (char c = next(quote); c != quote; c = next(quote)) {
            boolean escapes = quote == '"' && c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
            word.append(escapes ? text.charAt(at++) : c);
        }
    }

    private char next(char quote) {
        return next("a quote (" + quote + ") is not closed");
    }

    private char next(String otherwise) {
        if (atEnd()) {
            throw new IllegalArgumentException(otherwise);
        }
        return text.charAt(at++);
    }
}
