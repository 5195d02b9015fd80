package dev.fairlead.script.engine;

/**
 * What could stand at the cursor.
 *
 * @param anchor where in the source the text would begin
 * @param text what would stand there
 * @param matchesType whether it has the type that is wanted there
 */
public record Suggestion(int anchor, String text, boolean matchesType) {}
