package dev.fairlead.script.ast;

/**
 * Where in a script something stands.
 *
 * @param file as the user would type it
 * @param line the first is 1
 * @param column the first is 1
 * @param sourceLine the whole line
 */
public record SourcePosition(String file, int line, int column, String sourceLine) {
    /** {@code file:line}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
