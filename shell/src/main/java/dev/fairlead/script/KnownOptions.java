package dev.fairlead.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The options that a script asks for by {@code param("name")}, read from its source, before any of it has run. */
final class KnownOptions {
    private KnownOptions() {}

    /** Their names; empty where the script reads its words in another way. */
    static Set<String> of(String source) {
        List<JavaText.Token> tokens = JavaText.tokens(source).stream()
                .filter(token -> token.kind() != JavaText.Kind.BLANK && token.kind() != JavaText.Kind.COMMENT)
                .toList();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            String word = text(source, tokens, i);
            if (word.equals("args") || source.contains("\n/open ")) {
                return Set.of();
            }
            if (word.equals("param") && text(source, tokens, i + 1).equals("(")) {
                String name = text(source, tokens, i + 2);
                if (!name.startsWith("\"") || !text(source, tokens, i + 3).equals(")")) {
                    return Set.of();
                }
                names.add(name.substring(1, name.length() - 1).replaceFirst("^--", ""));
            }
        }
        return names;
    }

    private static String text(String source, List<JavaText.Token> tokens, int i) {
        return i < tokens.size()
                ? source.substring(tokens.get(i).start(), tokens.get(i).end())
                : "";
    }
}
