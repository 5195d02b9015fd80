package dev.fairlead.command;

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Makes of the line that a failure hints at one that can be pasted where the user is. */
public final class PastedHints {
    private static final Set<String> PROGRAMS = Set.of("kubectl", "docker", "helm", "df", "ls", "grep", "curl");

    private PastedHints() {}

    /**
     * Outside the prompt fairlead's own lines follow its name and what it was started with.
     *
     * @param commands the first words of fairlead's lines; asked for when there is a hint
     * @param start e.g. {@code fairlead --sandbox}
     */
    public static UnaryOperator<String> outside(Supplier<Set<String>> commands, String start) {
        return hint -> commands.get().contains(firstWord(hint)) ? start + " " + hint : hint;
    }

    /** At the prompt the lines of other programs are Java's to run. */
    public static UnaryOperator<String> atThePrompt() {
        return hint -> PROGRAMS.contains(firstWord(hint))
                ? "sh(\"" + hint.replace("\\", "\\\\").replace("\"", "\\\"") + "\")"
                : hint;
    }

    private static String firstWord(String hint) {
        return hint.split(" ", 2)[0];
    }
}
