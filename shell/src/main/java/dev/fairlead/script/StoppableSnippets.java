package dev.fairlead.script;

/** Runs snippets and can be told to stop the one that runs. */
interface StoppableSnippets {
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
            String ownPackage = SnippetHolder.class.getPackageName() + ".";
            boolean own = name.startsWith(ownPackage) && name.indexOf('.', ownPackage.length()) < 0;
            if (name.startsWith("dev.fairlead.") && !own) {
                return true;
            }
        }
        return false;
    }
}
