package dev.fairlead.script;

/**
 * A part of a source that is evaluated at once.
 *
 * @param code as JShell wants it: with its last semicolon
 * @param offset where it begins in the source
 */
record SourcePiece(SourceText source, String code, int offset) {

    /** A line such as {@code /exit 3}. */
    boolean isCommand() {
        return code.startsWith("/") && !code.startsWith("//") && !code.startsWith("/*");
    }

    int line() {
        return source.line(offset);
    }
}
