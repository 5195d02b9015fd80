package dev.fairlead.text;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions that users write. One whose repetitions share a text in many ways, as {@code .*.*.*.*b}, can take longer
 * than anybody waits; it is refused after so many steps as no plain one needs.
 */
public final class BoundedRegex {
    private static final int MOST_STEPS = 50_000_000;

    private BoundedRegex() {}

    /**
     * Whether the whole text matches.
     *
     * @throws OpsException of kind INVALID where that takes too long to find out
     */
    public static boolean matches(Pattern pattern, String text) {
        return bounded(pattern.matcher(new Stepped(text)), true);
    }

    /** Whether a part of the text matches; fails as {@link #matches} does. */
    public static boolean finds(Pattern pattern, String text) {
        return bounded(pattern.matcher(new Stepped(text)), false);
    }

    private static boolean bounded(Matcher matcher, boolean whole) {
        try {
            return whole ? matcher.matches() : matcher.find();
        } catch (StackOverflowError | TooManySteps e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "the regular expression " + matcher.pattern() + " takes too long on a text of "
                            + matcher.regionEnd() + " characters; write it with fewer repetitions");
        }
    }

    private static final class TooManySteps extends RuntimeException {}

    /** A text that counts how often it is looked at. */
    private static final class Stepped implements CharSequence {
        private final String text;
        private int steps;

        Stepped(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
