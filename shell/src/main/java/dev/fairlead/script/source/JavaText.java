package dev.fairlead.script.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java source as tokens, as far as it takes to know words from strings and comments, and which bracket is open. */
public final class JavaText {
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][\\da-fA-F_.]+(?:[pP][+-]?\\d+)?[lLfFdD]?|0[bB][01_]+[lL]?"
                    + "|(?:\\d[\\d_]*\\.?[\\d_]*|\\.\\d[\\d_]*)(?:[eE][+-]?\\d[\\d_]*)?[lLfFdD]?");
    private static final Pattern SYMBOL =
            Pattern.compile("(?s)>>>=|<<=|>>=|>>>|\\.\\.\\.|->|::|\\+\\+|--|&&|\\|\\||<<|>>|[-=!<>+*/&|^%]=|.");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    private JavaText(String text) {
        this.text = text;
    }

    public enum Kind {
        /** Identifiers, keywords and numbers. */
        WORD,
        /** String and character literals, text blocks. */
        LITERAL,
        COMMENT,
        BLANK,
        /** Brackets, operators and other marks. */
        SYMBOL
    }

    /** @param closed false for a comment or text block that the text ends in */
    public record Token(Kind kind, int start, int end, boolean closed) {}

    /** The tokens cover the text without gaps. */
    public static List<Token> tokens(String text) {
        JavaText scanned = new JavaText(text);
        scanned.scan();
        return scanned.tokens;
    }

    /** Where the innermost bracket, comment or text block begins that is not closed; brackets that do not match hide it. */
    public static OptionalInt open(String text) {
        Deque<Integer> brackets = new ArrayDeque<>();
        for (Token token : tokens(text)) {
            if (!token.closed()) {
                return OptionalInt.of(token.start());
            }
            char c = text.charAt(token.start());
            if (token.kind() != Kind.SYMBOL) {
                continue;
            }
            if ("([{".indexOf(c) >= 0) {
                brackets.push(token.start());
            } else if (")]}".indexOf(c) >= 0) {
                if (brackets.isEmpty() || "([{".indexOf(text.charAt(brackets.pop())) != ")]}".indexOf(c)) {
                    return OptionalInt.empty();
                }
            }
        }
        return brackets.isEmpty() ? OptionalInt.empty() : OptionalInt.of(brackets.peek());
    }

    /** Where a string or character begins that its line does not close. */
    static OptionalInt openLiteral(String text) {
        return tokens(text).stream()
                .filter(token -> token.kind() == Kind.LITERAL)
                .filter(token -> !text.startsWith("\"\"\"", token.start()))
                .filter(token ->
                        token.end() - token.start() < 2 || text.charAt(token.end() - 1) != text.charAt(token.start()))
                .mapToInt(Token::start)
                .findFirst();
    }

    /** The first offset that is neither blank nor in a comment; the text's length where there is none. */
    public static int firstCode(String text) {
        JavaText scanned = new JavaText(text);
        for (int at = 0; at < text.length(); ) {
            at = scanned.next(at);
            Token token = scanned.tokens.get(scanned.tokens.size() - 1);
            if (token.kind() != Kind.BLANK && (token.kind() != Kind.COMMENT || !token.closed())) {
                return token.start();
            }
        }
        return text.length();
    }

    /**
     * How deep expressions and blocks may nest at most, judged by the brackets that are open and the operators and dots
     * since the last end of an expression.
     */
    static int depth(String text) {
        int deepest = 0;
        int open = 0;
        int since = 0;
        int branches = 0;
        for (Token token : tokens(text)) {
            char c = text.charAt(token.start());
            if (token.kind() == Kind.WORD) {
                branches += text.startsWith("else", token.start()) && token.end() - token.start() == 4 ? 1 : 0;
            } else if (token.kind() == Kind.SYMBOL) {
                open += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                since = ",;{}".indexOf(c) >= 0 ? 0 : since + 1;
                deepest = Math.max(deepest, open + since + branches);
            }
        }
        return deepest;
    }

    /** The text with every word that is exactly {@code _} replaced. */
    public static String withLast(String text, String name) {
        StringBuilder replaced = new StringBuilder();
        for (Token token : tokens(text)) {
            String part = text.substring(token.start(), token.end());
            replaced.append(isLast(text, token) ? name : part);
        }
        return replaced.toString();
    }

    /** Where an offset of {@link #withLast}'s text stands in the text that {@code _} was replaced in. */
    public static int beforeLast(String text, String name, int offset) {
        int shift = 0;
        for (Token token : tokens(text)) {
            if (token.start() + shift >= offset) {
                break;
            }
            if (isLast(text, token)) {
                int inside = Math.min(name.length(), offset - token.start() - shift);
                shift += Math.min(name.length() - 1, Math.max(0, inside - 1));
            }
        }
        return offset - shift;
    }

    private static boolean isLast(String text, Token token) {
        return token.kind() == Kind.WORD && token.end() - token.start() == 1 && text.charAt(token.start()) == '_';
    }

    /** Whether the word {@code _} occurs. */
    public static boolean usesLast(String text) {
        return tokens(text).stream().anyMatch(token -> isLast(text, token));
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            at = next(at);
        }
    }

    private int next(int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            return add(Kind.BLANK, at, whileTrue(at, true));
        }
        if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
            return add(Kind.WORD, at, end(NUMBER, at));
        }
        if (Character.isJavaIdentifierPart(c)) {
            return add(Kind.WORD, at, whileTrue(at, false));
        }
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            return add(Kind.COMMENT, at, end < 0 ? text.length() : end);
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            return add(Kind.COMMENT, at, end < 0 ? text.length() : end + 2, end >= 0);
        }
        if (text.startsWith("\"\"\"", at)) {
            return textBlock(at);
        }
        return c == '"' || c == '\'' ? literal(at, c) : add(Kind.SYMBOL, at, end(SYMBOL, at));
    }

    private boolean isDigit(int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private int end(Pattern form, int from) {
        Matcher matcher = form.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : from + 1;
    }

    private int whileTrue(int from, boolean blank) {
        int at = from;
        while (at < text.length()
                && (blank
                        ? Character.isWhitespace(text.charAt(at))
                        : Character.isJavaIdentifierPart(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private int textBlock(int start) {
        int at = start + 3;
        while (at < text.length() && !text.startsWith("\"\"\"", at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        boolean closed = at < text.length();
        return add(Kind.LITERAL, start, closed ? at + 3 : text.length(), closed);
    }

    /** A literal that its line does not close ends there: the compiler says so better. */
    private int literal(int start, char quote) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        boolean closed = at < text.length() && text.charAt(at) == quote;
        return add(Kind.LITERAL, start, Math.min(text.length(), closed ? at + 1 : at));
    }

    private int add(Kind kind, int start, int end) {
        return add(kind, start, end, true);
    }

    private int add(Kind kind, int start, int end, boolean closed) {
        tokens.add(new Token(kind, start, end, closed));
        return end;
    }
}
