package dev.fairlead.rollout.judge;

import org.jspecify.annotations.Nullable;

/** Counts in sentences. */
final class Sentences {
    private Sentences() {}

    /** {@code 3 pods are …} or {@code 1 pod is …}; the verb is given as it follows several pods. */
    static String about(int pods, String what) {
        return pods == 1 ? "1 pod " + singular(what) : pods + " pods " + what;
    }

    /** What is so, with the words that say why where there are any. */
    static String because(String what, @Nullable String words) {
        return words == null || words.isBlank() ? what : what + ": " + words.strip();
    }

    /** {@code once}, {@code twice}, {@code 3 times}. */
    static String times(int n) {
        return n == 1 ? "once" : n == 2 ? "twice" : n + " times";
    }

    private static String singular(String what) {
        int blank = what.indexOf(' ');
        String verb = blank < 0 ? what : what.substring(0, blank);
        String rest = blank < 0 ? "" : what.substring(blank);
        return switch (verb) {
            case "are" -> "is" + rest;
            case "were" -> "was" + rest;
            case "do" -> "does" + rest;
            case "cannot", "failed", "ran", "crashed" -> what;
            default -> verb + (verb.endsWith("sh") ? "es" : "s") + rest;
        };
    }
}
