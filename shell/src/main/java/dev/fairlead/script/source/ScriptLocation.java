package dev.fairlead.script.source;

/** A line of a script; the first is 1. */
public record ScriptLocation(SourceText source, int line) {
    /** The line as it is shown, with its number before it. */
    public String marked() {
        return source.marked(line);
    }

    @Override
    public String toString() {
        return source.place(line);
    }
}
