package dev.fairlead.script.ast;

import java.util.List;
import java.util.Optional;

/**
 * What stands between a call's brackets.
 *
 * @param code as the source has it
 * @param text what it is as text, with {@link #UNKNOWN} for each part that is known only when it runs
 * @param texts its elements where it is a {@code List.of(…)} of constants, else itself where it is one
 */
public record Argument(SourcePosition place, String code, String text, List<String> texts) {
    /** Stands for what is not known yet. */
    public static final String UNKNOWN = "\ufffc";

    public Argument {
        texts = List.copyOf(texts);
    }

    /** The text where all of it is known. */
    public Optional<String> constant() {
        return text.contains(UNKNOWN) ? Optional.empty() : Optional.of(text);
    }
}
