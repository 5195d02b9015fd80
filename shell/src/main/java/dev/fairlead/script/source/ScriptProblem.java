package dev.fairlead.script.source;

import dev.fairlead.script.ast.SourcePosition;

/**
 * What is wrong with a script, and where.
 *
 * @param file as the user would type it
 * @param line the first is 1
 * @param column the first is 1
 * @param sourceLine the whole line
 */
public record ScriptProblem(String file, int line, int column, String message, String sourceLine) {
    public static ScriptProblem at(SourcePosition place, String message) {
        return new ScriptProblem(place.file(), place.line(), place.column(), message, place.sourceLine());
    }
}
