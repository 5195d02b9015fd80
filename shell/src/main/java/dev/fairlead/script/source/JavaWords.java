package dev.fairlead.script.source;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a source without blanks and comments, for what is read from it before any of it has run. */
public final class JavaWords {
    private final String source;
    private final List<JavaText.Token> tokens;

    public JavaWords(String source) {
        this.source = source;
        this.tokens = JavaText.tokens(source).stream()
                .filter(token -> token.kind() != JavaText.Kind.BLANK && token.kind() != JavaText.Kind.COMMENT)
                .toList();
    }

    public int size() {
        return tokens.size();
    }

    boolean opensFiles() {
        return source.contains("\n/open ");
    }

    /** The text that string literals between two tokens make, joined by plus; empty where there is anything else. */
    public String literal(int from, int end) {
        try {
            return joined(from, end);
        } catch (IllegalArgumentException e) {
            // an escape that is none; the compiler says where
            return "";
        }
    }

    private String joined(int from, int end) {
        StringBuilder whole = new StringBuilder();
        for (int i = from; i < end; i++) {
            String text = text(i);
            if (text.startsWith("\"") && !text.startsWith("\"\"\"") && text.length() > 1) {
                whole.append(text.substring(1, text.length() - 1).translateEscapes());
            } else if (!text.equals("+")) {
                return "";
            }
        }
        return whole.toString();
    }

    List<String> literals(int from, int end) {
        List<String> all = new ArrayList<>();
        for (int i = from; i < end; i++) {
            String one = literal(i, i + 1);
            if (!one.isEmpty()) {
                all.add(one);
            }
        }
        return all;
    }

    /** The source between two tokens. */
    String between(int from, int end) {
        return from < end
                ? source.substring(tokens.get(from).start(), tokens.get(end - 1).end())
                : "";
    }

    /** The token that closes the bracket at another; the last where nothing does. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += switch (text(i)) {
                case "(" -> 1;
                case ")" -> -1;
                default -> 0;
            };
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** A token; empty beyond the last. */
    public String text(int i) {
        return i < tokens.size()
                ? source.substring(tokens.get(i).start(), tokens.get(i).end())
                : "";
    }
}
