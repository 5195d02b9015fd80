package dev.fairlead.script.layout;

import java.util.Set;

/**
 * A token or comment of a source.
 *
 * @param start its first offset in the source
 * @param text as the source has it
 */
record Lexeme(Kind kind, int start, String text) {
    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    enum Kind {
        /** Identifiers and keywords. */
        WORD,
        NUMBER,
        /** String and character literals, text blocks. */
        LITERAL,
        COMMENT,
        OPERATOR,
        /** A whole line that is no Java. */
        LINE
    }

    int end() {
        return start + text.length();
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean isComment() {
        return kind == Kind.COMMENT;
    }

    boolean isLineComment() {
        return isComment() && text.startsWith("//");
    }

    boolean opens() {
        return kind == Kind.OPERATOR && OPENING.contains(text);
    }

    boolean closes() {
        return kind == Kind.OPERATOR && CLOSING.contains(text);
    }

    /** A word, number or literal: what two of cannot stand without a blank between. */
    boolean isOperand() {
        return kind == Kind.WORD || kind == Kind.NUMBER || kind == Kind.LITERAL;
    }

    /** Its text without what a layout may change: the blanks at the ends and beginnings of a comment's lines. */
    String essence() {
        return isComment() ? text.lines().map(String::strip).reduce("", (all, line) -> all + "\n" + line) : text;
    }
}
