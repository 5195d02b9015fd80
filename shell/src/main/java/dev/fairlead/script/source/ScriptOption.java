package dev.fairlead.script.source;

import java.util.List;

/**
 * An option of a script, as far as its source says it.
 *
 * @param name without dashes
 * @param flag whether it has no value
 * @param otherwise the value where the line has none, as the source writes it; empty where there is none
 * @param pattern what the value matches; empty where anything does
 * @param choices the values that it may have; empty where anything goes
 * @param secret whether its value is never shown or kept
 */
public record ScriptOption(
        String name,
        String description,
        boolean required,
        boolean flag,
        String otherwise,
        String pattern,
        List<String> choices,
        boolean secret) {
    public ScriptOption {
        choices = List.copyOf(choices);
    }
}
