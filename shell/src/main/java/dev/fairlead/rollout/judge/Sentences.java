package dev.fairlead.rollout.judge;

/** Counts in sentences. */
final class Sentences {
    private Sentences() {}

    /** {@code 3 pods are …} or {@code 1 pod is …}. */
    static String about(int pods, String what) {
        if (pods != 1) {
            String is = what.startsWith("crashing") || what.startsWith("out of memory") ? "are " : "";
            return pods + " pods " + is + what;
        }
        return "1 pod " + singular(what);
    }

    private static String singular(String what) {
        if (what.startsWith("are ")) {
            return "is " + what.substring(4);
        }
        if (what.startsWith("were ")) {
            return "was " + what.substring(5);
        }
        if (what.startsWith("crashing") || what.startsWith("out of memory")) {
            return "is " + what;
        }
        return what.startsWith("cannot ") ? what : third(what);
    }

    private static String third(String what) {
        int blank = what.indexOf(' ');
        return what.substring(0, blank) + "s" + what.substring(blank);
    }
}
