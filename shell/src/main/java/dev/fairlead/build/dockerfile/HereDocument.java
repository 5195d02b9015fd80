package dev.fairlead.build.dockerfile;

import java.util.regex.Pattern;

/**
 * A here-document of COPY, ADD or RUN.
 *
 * @param name the word after {@code <<} without its quotes; the file's name where it is copied into a directory
 * @param expands whether variables are put in: not where the name was quoted
 * @param text the lines, each with its line end
 */
public record HereDocument(String name, boolean expands, String text) {
    static final Pattern WORD = Pattern.compile("\\d*<<(-?)([^<]*)");

    /** Whether a word of an instruction stands for a here-document. */
    public static boolean isNamedBy(String word) {
        return WORD.matcher(word).matches();
    }
}
