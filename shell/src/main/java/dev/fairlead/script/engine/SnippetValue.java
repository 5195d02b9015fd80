package dev.fairlead.script.engine;

import org.jspecify.annotations.Nullable;

/**
 * The value of a snippet.
 *
 * @param name the variable that holds it, e.g. {@code $1}
 * @param type its static type
 * @param value the object itself
 * @param shown the value as jshell shows it; text from outside is not made safe to print
 */
public record SnippetValue(
        String name, String type, @Nullable Object value, String shown) {}
