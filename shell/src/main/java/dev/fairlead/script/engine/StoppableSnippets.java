package dev.fairlead.script.engine;

import java.util.Set;

/** Runs snippets and can be told to stop the one that runs. */
public interface StoppableSnippets {
    /**
     * Asks the running snippet to end by interrupting its thread; none that begins later in this evaluation runs.
     *
     * @return whether it is in one of our services, which end by themselves and say what they leave behind
     */
    boolean cancel();

    /** Ends the running snippet where it stands, as far as the Java runtime can. */
    void kill();

    static boolean inService(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String name = frame.getClassName();
            if (SnippetLines.isSnippet(name)) {
                return false;
            }
            // Those of steps too: the works of parallel() are other threads, awaited by this one.
            if (name.startsWith("dev.fairlead.") && !callsSnippets(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean callsSnippets(String className) {
        return Set.of("dev.fairlead.script.api", "dev.fairlead.script.engine", "dev.fairlead.script.replay")
                .contains(className.substring(0, className.lastIndexOf('.')));
    }
}
