package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearPatternTest {
    /** What took seconds and more by trying again; each character is looked at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a*a*a*a*a*a*ab",
                "**/a/**/a/**/a/**/a/**/ab",
                "[a]*[a]*[a]*[a]*[a]*b",
                "?*?*?*?*?*?*b",
                "**a**a**b"
            })
    void aTextIsReadOnceWhateverThePattern(String glob) {
        CountedText text = new CountedText("a/".repeat(5_000) + "a".repeat(5_000));
        assertFalse(new GlobTranslation(glob).pattern().matches(text));
        assertTrue(text.looks <= text.length(), glob + ": " + text.looks + " looks at " + text.length());
        assertTrue(text.looks > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "team/*, team/web, true",
        "team/*, team/web/x, false",
        "*, web, true",
        "*:v?, web:v1, true",
        "t**b, team/web, false",
        "t**m, team, true",
        "\\**, *x, true",
        "\\**, xx, false",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "[\\]]x, ]x, true",
        "?, \uD83D\uDE00, true",
    })
    void flatGlobsStayWithinAName(String glob, String text, boolean matches) {
        assertEquals(matches, GlobTranslation.flat(glob).matches(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[a", "a\\", "[]a]", "[z-a]", "[-a]"})
    void whatIsNoPatternIsRefused(String glob) {
        assertThrows(IllegalArgumentException.class, () -> GlobTranslation.flat(glob));
        assertThrows(IllegalArgumentException.class, () -> new GlobTranslation(glob));
    }

    /** Against the JDK's matcher, on texts and globs so short that it has no time to be lost. */
    @Test
    void itMatchesWhatTheRegularExpressionDoes() {
        Random random = new Random(13);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String glob = any(random, "ab/*?", 6).replace("**", "*");
            String text = any(random, "ab/", 7);
            String regex = glob.replace("*", "[^/]*").replace("?", "[^/]");
            boolean expected = text.matches(regex);
            matched += expected ? 1 : 0;
            assertEquals(expected, GlobTranslation.flat(glob).matches(text), glob + " " + text);
        }
        assertTrue(matched > 500, "only " + matched + " matched at all");
    }

    @Test
    void endsAreTheShortestOrTheLongest() {
        LinearPattern pattern = LinearPattern.builder()
                .literal('a')
                .many(c -> true)
                .literal('b')
                .build();
        assertEquals(2, pattern.end("abab", 0, false));
        assertEquals(4, pattern.end("abab", 0, true));
        assertEquals(-1, pattern.end("abab", 1, true));
        assertTrue(pattern.reversed().matches("baba"));
    }

    private static String any(Random random, String letters, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    /** Counts how often it is looked at. */
    private static final class CountedText implements CharSequence {
        private final String text;
        private long looks;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
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
