package dev.fairlead.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options that a script asks for by {@code param("name")}, read from its source before any of it has run. */
final class DeclaredOptions {
    private final String source;
    private final List<JavaText.Token> tokens;
    private final List<ScriptOption> options = new ArrayList<>();
    private boolean complete = true;
    private boolean readsArguments;
    private boolean takesWords;

    private DeclaredOptions(String source) {
        this.source = source;
        this.tokens = JavaText.tokens(source).stream()
                .filter(token -> token.kind() != JavaText.Kind.BLANK && token.kind() != JavaText.Kind.COMMENT)
                .toList();
    }

    static DeclaredOptions of(String source) {
        DeclaredOptions declared = new DeclaredOptions(source);
        declared.scan();
        return declared;
    }

    /** In the order of the source. */
    List<ScriptOption> options() {
        return List.copyOf(options);
    }

    /** Whether there can be no others: each name stands in the source, and no other file is opened. */
    boolean isComplete() {
        return complete && !readsArguments && !options.isEmpty();
    }

    /** Whether it reads {@code args}, so that any word may mean anything. */
    boolean readsArguments() {
        return readsArguments;
    }

    boolean takesWords() {
        return takesWords;
    }

    private void scan() {
        complete = !source.contains("\n/open ");
        for (int i = 0; i < tokens.size(); i++) {
            boolean member = i > 0 && text(i - 1).equals(".");
            readsArguments |= text(i).equals("args") && !member;
            takesWords |= text(i).equals("words") && text(i + 1).equals("(") && !member;
            if (text(i).equals("param") && text(i + 1).equals("(") && !member) {
                int end = closing(i + 1);
                String name = literal(i + 2, end);
                if (name.isEmpty()) {
                    complete = false;
                } else {
                    options.add(option(name.replaceFirst("^--", ""), end + 1));
                }
            }
        }
    }

    /** @param from the token after the bracket of {@code param("name")} */
    private ScriptOption option(String name, int from) {
        Map<String, String> said = new HashMap<>();
        List<String> choices = new ArrayList<>();
        int at = from;
        while (text(at).equals(".") && text(at + 2).equals("(")) {
            int end = closing(at + 2);
            String literal = literal(at + 3, end);
            said.put(text(at + 1), literal.isEmpty() ? code(at + 3, end) : literal);
            if (text(at + 1).equals("choices")) {
                choices.addAll(literals(at + 3, end));
            }
            at = end + 1;
        }
        return new ScriptOption(
                name,
                said.getOrDefault("describe", ""),
                said.containsKey("required"),
                said.containsKey("flag"),
                said.getOrDefault("otherwise", ""),
                said.getOrDefault("matching", ""),
                choices,
                said.containsKey("secret"));
    }

    /** The text that string literals between two tokens make, joined by plus; empty where there is anything else. */
    private String literal(int from, int end) {
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

    private List<String> literals(int from, int end) {
        List<String> all = new ArrayList<>();
        for (int i = from; i < end; i++) {
            String one = literal(i, i + 1);
            if (!one.isEmpty()) {
                all.add(one);
            }
        }
        return all;
    }

    private String code(int from, int end) {
        return from < end
                ? source.substring(tokens.get(from).start(), tokens.get(end - 1).end())
                : "";
    }

    /** The token that closes the bracket at another; the last where nothing does. */
    private int closing(int open) {
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

    private String text(int i) {
        return i < tokens.size()
                ? source.substring(tokens.get(i).start(), tokens.get(i).end())
                : "";
    }
}
