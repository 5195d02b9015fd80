package dev.fairlead.script.source;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A part of a source that is evaluated at once.
 *
 * @param code as JShell wants it: with its last semicolon
 * @param offset where it begins in the source
 */
public record SourcePiece(SourceText source, String code, int offset) {

    /** A line such as {@code /exit 3}. */
    @JsonIgnore
    public boolean isCommand() {
        return code.startsWith("/") && !code.startsWith("//") && !code.startsWith("/*");
    }

    public int line() {
        return source.line(offset);
    }
}
