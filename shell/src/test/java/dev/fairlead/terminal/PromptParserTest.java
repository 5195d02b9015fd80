package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PromptParserTest {
    /** The editor takes back as many characters as the escaped word has when it opens its menu. */
    @Test
    void aWordThatIsNotBegunHasNothingToTakeBack() {
        assertEquals(
                0,
                new PromptParser.TypedLine("say ", 0, false, List.of("say"), "", 4)
                        .escape("", false)
                        .length());
    }

    @Test
    void aCandidateWithABlankIsQuoted() {
        assertEquals(
                "'a b'",
                new PromptParser.TypedLine("say ", 0, false, List.of("say"), "", 4)
                        .escape("a b", true)
                        .toString());
    }
}
