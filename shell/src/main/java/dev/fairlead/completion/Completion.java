package dev.fairlead.completion;

/**
 * One way to go on with a word.
 *
 * @param text the whole word, unquoted
 * @param description one sentence, or empty
 * @param whole whether the word ends with it, so that a blank may follow
 */
public record Completion(String text, String description, boolean whole) {
    static Completion name(String text) {
        return new Completion(text, "", true);
    }
}
