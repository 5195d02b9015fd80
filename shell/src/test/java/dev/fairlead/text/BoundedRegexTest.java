package dev.fairlead.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BoundedRegexTest {
    @Test
    void plainOnesMatchLongTexts() {
        String text = "a".repeat(1_000_000) + "b";
        assertTrue(BoundedRegex.matches(Pattern.compile("a*b"), text));
        assertTrue(BoundedRegex.finds(Pattern.compile("ab$"), text));
        assertFalse(BoundedRegex.finds(Pattern.compile("c"), text));
    }

    @Test
    void whatTakesTooManyStepsIsRefusedInWords() {
        String text = "a".repeat(300);
        assertEquals(
                "the regular expression .*.*.*.*.*b takes too long on a text of 300 characters; write it with fewer"
                        + " repetitions",
                assertThrows(OpsException.class, () -> BoundedRegex.matches(Pattern.compile(".*.*.*.*.*b"), text))
                        .message());
        assertThrows(OpsException.class, () -> BoundedRegex.finds(Pattern.compile("(a|b|ab)*c"), "ab".repeat(50_000)));
    }
}
