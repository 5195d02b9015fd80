package dev.fairlead.build.dockerfile;

import java.util.Map;

/**
 * A word with its quotes taken off and its variables put in: {@code $a}, {@code ${a}}, {@code ${a:-b}}, {@code ${a-b}},
 * {@code ${a:+b}}, {@code ${a+b}}, {@code ${a:?b}}. A variable that is not set is empty.
 */
public final class Expansion {
    private final Instruction instruction;
    private final String text;
    private final Map<String, String> variables;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Expansion(Instruction instruction, String text, Map<String, String> variables) {
        this.instruction = instruction;
        this.text = text;
        this.variables = variables;
    }

    /** @throws DockerfileProblem when it is malformed, or a variable that must be set is not */
    public static String of(Instruction instruction, String text, Map<String, String> variables) {
        Expansion expansion = new Expansion(instruction, text, variables);
        expansion.run();
        return expansion.out.toString();
    }

    private void run() {
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quote == '\'') {
                quote = c == '\'' ? 0 : quote;
                out.append(c == '\'' ? "" : String.valueOf(c));
            } else if (c == '\\' && at < text.length()) {
                escaped(quote);
            } else if (c == '$') {
                variable();
            } else if (c == '"') {
                quote = quote == '"' ? 0 : '"';
            } else if (c == '\'' && quote == 0) {
                quote = '\'';
            } else {
                out.append(c);
            }
        }
        if (quote != 0) {
            throw instruction.problem("unexpected end of statement while looking for matching "
                    + (quote == '"' ? "double-quote" : "single-quote"));
        }
    }

    private void escaped(char quote) {
        char c = text.charAt(at++);
        boolean meant = quote == 0 || c == '"' || c == '$' || c == '\\';
        out.append(meant ? "" : "\\").append(c);
    }

    private void variable() {
        if (at < text.length() && text.charAt(at) == '{') {
            at++;
            braced();
            return;
        }
        String name = name();
        out.append(name.isEmpty() ? "$" : variables.getOrDefault(name, ""));
    }

    private void braced() {
        String name = name();
        int end = end();
        String rest = text.substring(at, end);
        at = end + 1;
        if (name.isEmpty()) {
            throw instruction.problem("bad substitution");
        }
        boolean orEmpty = rest.startsWith(":");
        String operation = orEmpty ? rest.substring(1) : rest;
        String value = variables.getOrDefault(name, "");
        boolean set = orEmpty ? !value.isEmpty() : variables.containsKey(name);
        if (rest.isEmpty()) {
            out.append(value);
            return;
        }
        String word = of(instruction, operation.isEmpty() ? "" : operation.substring(1), variables);
        switch (operation.isEmpty() ? ' ' : operation.charAt(0)) {
            case '-' -> out.append(set ? value : word);
            case '+' -> out.append(set ? word : "");
            case '?' -> out.append(required(name, set, value, word));
            default -> throw instruction.problem("unsupported modifier (" + rest + ") in substitution");
        }
    }

    private String required(String name, boolean set, String value, String word) {
        if (!set) {
            throw instruction.problem(name + ": " + (word.isEmpty() ? "is not allowed to be unset" : word));
        }
        return value;
    }

    /** Where the brace closes; what is within may hold braces of its own. */
    private int end() {
        int open = 1;
        for (int i = at; i < text.length(); i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        throw instruction.problem("syntax error: missing '}'");
    }

    private String name() {
        int begin = at;
        while (at < text.length()
                && (text.charAt(at) == '_'
                        || isLetter(text.charAt(at))
                        || (at > begin && Character.isDigit(text.charAt(at))))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
