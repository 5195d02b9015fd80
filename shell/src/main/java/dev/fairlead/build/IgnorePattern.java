package dev.fairlead.build;

import dev.fairlead.text.GlobTranslation;
import dev.fairlead.text.LinearPattern;

/**
 * One pattern of a .dockerignore file, by the rules of Docker's pattern matcher: Go's {@code filepath.Match} with {@code
 * **}. Where the documentation and the matcher differ, the matcher counts; so a leading {@code **} compares ends
 * only, and {@code **foo} matches {@code xfoo} too.
 */
final class IgnorePattern {
    private enum Way {
        EXACT,
        PREFIX,
        SUFFIX,
        PATTERN
    }

    private final String text;
    private final boolean exception;
    private final Way way;
    private final LinearPattern pattern;

    private IgnorePattern(String text, boolean exception) {
        this.text = text;
        this.exception = exception;
        GlobTranslation translation = new GlobTranslation(text);
        this.way = translation.regex()
                ? Way.PATTERN
                : translation.leadingStars() ? Way.SUFFIX : translation.trailingStars() ? Way.PREFIX : Way.EXACT;
        this.pattern = translation.pattern();
    }

    /**
     * @param text without {@code !}, cleaned
     * @param exception whether what matches is kept
     * @throws IllegalArgumentException when the pattern is malformed
     */
    static IgnorePattern of(String text, boolean exception) {
        return new IgnorePattern(text, exception);
    }

    boolean isException() {
        return exception;
    }

    /** @param path relative to the context's root, with slashes, none at its ends */
    boolean matches(String path) {
        return switch (way) {
            case EXACT -> path.equals(text);
            case PREFIX -> path.startsWith(text.substring(0, text.length() - 2));
            case SUFFIX -> {
                String suffix = text.substring(2);
                yield path.endsWith(suffix) || (suffix.startsWith("/") && path.equals(suffix.substring(1)));
            }
            case PATTERN -> pattern.matches(path);
        };
    }

    /** Whether it could match something below a directory. */
    boolean mayMatchBelow(String directory) {
        String below = directory + "/";
        int wild = 0;
        while (wild < text.length() && "*?[\\".indexOf(text.charAt(wild)) < 0) {
            wild++;
        }
        String fixed = text.substring(0, wild);
        return fixed.startsWith(below) || (wild < text.length() && below.startsWith(fixed));
    }
}
