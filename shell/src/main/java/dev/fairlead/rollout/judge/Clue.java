package dev.fairlead.rollout.judge;

/**
 * What another layer says of a verdict.
 *
 * @param message a sentence
 * @param next a line to type next; empty where the verdict's own is better
 */
public record Clue(ClusterLayer layer, String message, String next) {

    /** Without a line to type next. */
    public static Clue of(ClusterLayer layer, String message) {
        return new Clue(layer, message, "");
    }
}
