package dev.fairlead.build.dockerfile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word with its quotes taken off and its variables put in: {@code $a}, {@code ${a}}, {@code ${a:-b}}, {@code ${a:+b}},
 * {@code ${a:?b}}, each without its colon too, {@code ${a#b}}, {@code ${a##b}}, {@code ${a%b}}, {@code ${a%%b}},
 * {@code ${a/b/c}} and {@code ${a//b/c}}. A variable that is not set is empty.
 */
public final class Expansion {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[0-9]+|[@*#?!$-]");

    private final Instruction instruction;
    private final String text;
    private final Map<String, String> variables;
    private final Keep keep;
    private final StringBuilder out = new StringBuilder();
    private int at;

    /** What stays as it stands. */
    private enum Keep {
        NOTHING,
        /** As in a here-document, whose quotes are text. */
        QUOTES,
        /** As in a pattern, which has its own meaning of them. */
        ESCAPES
    }

    private Expansion(Instruction instruction, String text, Map<String, String> variables, Keep keep) {
        this.instruction = instruction;
        this.text = text;
        this.variables = variables;
        this.keep = keep;
    }

    /** @throws DockerfileProblem when it is malformed, or a variable that must be set is not */
    public static String of(Instruction instruction, String text, Map<String, String> variables) {
        return of(instruction, text, variables, Keep.NOTHING);
    }

    /** A here-document with its variables put in, where its name was not quoted. */
    public static String of(Instruction instruction, HereDocument document, Map<String, String> variables) {
        return document.expands() ? of(instruction, document.text(), variables, Keep.QUOTES) : document.text();
    }

    private static String of(Instruction instruction, String text, Map<String, String> variables, Keep keep) {
        Expansion expansion = new Expansion(instruction, text, variables, keep);
        expansion.run();
        return expansion.out.toString();
    }

    private void run() {
        char quote = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean quotes = keep != Keep.QUOTES;
            if (quote == '\'') {
                quote = c == '\'' ? 0 : quote;
                out.append(c == '\'' ? "" : String.valueOf(c));
            } else if (c == instruction.escape() && at < text.length()) {
                escaped(quote);
            } else if (c == '$') {
                variable();
            } else if (c == '"' && quotes) {
                quote = quote == '"' ? 0 : '"';
            } else if (c == '\'' && quote == 0 && quotes) {
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
        boolean meant = quote == 0 || c == '"' || c == '$' || c == instruction.escape();
        out.append(keep == Keep.ESCAPES || !meant ? String.valueOf(instruction.escape()) : "")
                .append(c);
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
        String operation = text.substring(at, end);
        at = end + 1;
        if (name.isEmpty()) {
            throw instruction.problem("syntax error: bad substitution");
        }
        String value = variables.getOrDefault(name, "");
        out.append(operation.isEmpty() ? value : changed(name, value, operation));
    }

    private String changed(String name, String value, String operation) {
        boolean twice = operation.length() > 1 && operation.charAt(1) == operation.charAt(0);
        String rest = operation.substring(twice ? 2 : 1);
        return switch (operation.charAt(0)) {
            case '#' -> pattern(rest).withoutPrefix(value, twice);
            case '%' -> pattern(rest).withoutSuffix(value, twice);
            case '/' -> replaced(value, rest, twice);
            default -> chosen(name, value, operation);
        };
    }

    private String replaced(String value, String rest, boolean all) {
        int slash = 0;
        while (slash < rest.length() && rest.charAt(slash) != '/') {
            slash += rest.charAt(slash) == instruction.escape() ? 2 : 1;
        }
        if (slash >= rest.length()) {
            throw instruction.problem("syntax error: missing '/' in ${}");
        }
        String replacement = of(instruction, rest.substring(slash + 1), variables, Keep.ESCAPES);
        return pattern(rest.substring(0, slash)).replaced(value, replacement, all);
    }

    private ShellPattern pattern(String typed) {
        return new ShellPattern(instruction, of(instruction, typed, variables, Keep.ESCAPES));
    }

    /** {@code -}, {@code +} and {@code ?}; after a colon an empty variable is as one that is not set. */
    private String chosen(String name, String value, String operation) {
        boolean orEmpty = operation.startsWith(":");
        String modifier = orEmpty ? operation.substring(1) : operation;
        String word = modifier.isEmpty() ? "" : of(instruction, modifier.substring(1), variables);
        boolean set = orEmpty ? !value.isEmpty() : variables.containsKey(name);
        return switch (modifier.isEmpty() ? ' ' : modifier.charAt(0)) {
            case '-' -> set ? value : word;
            case '+' -> set ? word : "";
            case '?' -> required(name, set, value, word);
            default ->
                throw instruction.problem(
                        "unsupported modifier (" + operation.substring(0, orEmpty ? 2 : 1) + ") in substitution");
        };
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
            char c = text.charAt(i);
            i += c == instruction.escape() ? 1 : 0;
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        throw instruction.problem("syntax error: missing '}'");
    }

    /** A name, or one of the shell's own variables, which are never set here. */
    private String name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return "";
        }
        at = name.end();
        return name.group();
    }
}
