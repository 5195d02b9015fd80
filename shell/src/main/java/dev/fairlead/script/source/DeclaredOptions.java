package dev.fairlead.script.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options that a script asks for by {@code param("name")}, read from its source before any of it has run. */
public final class DeclaredOptions {
    private final JavaWords code;
    private final List<ScriptOption> options = new ArrayList<>();
    private boolean complete = true;
    private boolean readsArguments;
    private boolean takesWords;

    private DeclaredOptions(String source) {
        this.code = new JavaWords(source);
    }

    public static DeclaredOptions of(String source) {
        DeclaredOptions declared = new DeclaredOptions(source);
        declared.scan();
        return declared;
    }

    /** In the order of the source. */
    public List<ScriptOption> options() {
        return List.copyOf(options);
    }

    /** Whether there can be no others: each name stands in the source, and no other file is opened. */
    public boolean isComplete() {
        return complete && !readsArguments;
    }

    /** Whether it reads {@code args}, so that any word may mean anything. */
    public boolean readsArguments() {
        return readsArguments;
    }

    public boolean takesWords() {
        return takesWords;
    }

    private void scan() {
        complete = !code.opensFiles();
        for (int i = 0; i < code.size(); i++) {
            boolean member = i > 0 && code.text(i - 1).equals(".");
            readsArguments |= code.text(i).equals("args") && !member;
            takesWords |= code.text(i).equals("words") && code.text(i + 1).equals("(") && !member;
            if (code.text(i).equals("param") && code.text(i + 1).equals("(") && !member) {
                int end = code.closing(i + 1);
                String name = code.literal(i + 2, end);
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
        while (code.text(at).equals(".") && code.text(at + 2).equals("(")) {
            int end = code.closing(at + 2);
            String literal = code.literal(at + 3, end);
            said.put(code.text(at + 1), literal.isEmpty() ? code.between(at + 3, end) : literal);
            if (code.text(at + 1).equals("choices")) {
                choices.addAll(code.literals(at + 3, end));
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
}
