package dev.fairlead.script.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A script that ran to its end, as classes and calls.
 *
 * <p>Nothing of it depends on what the script was given or found out: JShell compiles from the text alone, which snippets
 * there are and in which order follows from the text, each runs exactly once, and a branch at top level lies within its
 * snippet. Only {@code /open} could read what the script itself has written; see {@link Open}.
 *
 * @param sources the script, then the files that it opens
 * @param classes the bytes of the classes by name, ready to run; JShell gives each class a name of its own
 * @param lines by wrapper class, which of its lines stands for which of the sources
 */
public record Recording(
        List<Source> sources, Map<String, byte[]> classes, List<Step> steps, Map<String, Map<Integer, Mark>> lines) {

    /** @param text as it was when the script ran */
    record Source(Path file, String text) {}

    /**
     * @param source an index of {@link #sources}
     * @param line the first is 1
     */
    record Mark(int source, int line) {}

    sealed interface Step permits Evaluate, Open {}

    /**
     * What is called for one piece of a source.
     *
     * @param unresolved what declarations lack by now, by the number that compiled code has for them
     * @param exit whether the value ends the script
     */
    record Evaluate(Mark mark, List<Call> calls, Map<Integer, String> unresolved, boolean exit) implements Step {}

    /** A file is opened: by now it must still hold what was recorded, or it is another script. */
    record Open(int source) implements Step {}

    /** A static method without parameters. */
    record Call(String className, String method) {}
}
