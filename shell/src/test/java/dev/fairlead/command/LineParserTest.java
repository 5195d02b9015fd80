package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.OpsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "image ls                       | image,ls",
                "  a   b  # the rest            | a,b",
                "a#b                            | a#b",
                "build 'my app' -t \"x y\"      | build,my app,-t,x y",
                "say \"a \\\"b\\\" \\\\ \\n\"   | say,a \"b\" \\ \\n",
                "a\\ b                          | a b",
                "--env=A='1 2'                  | --env=A=1 2",
            })
    void splitsAsAPosixShellDoes(String line, String words) {
        assertEquals(List.of(words.split(",")), LineParser.words(line));
    }

    @Test
    void keepsAnEmptyWordThatWasQuoted() {
        assertEquals(List.of("a", ""), LineParser.words("a ''"));
        assertEquals(List.of(), LineParser.words("  # nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a 'b", "a \"b", "a \\"})
    void refusesWhatIsNotClosed(String line) {
        assertThrows(OpsException.class, () -> LineParser.words(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "a\"b", "$x", ""})
    void aQuotedWordIsReadBackAsItWas(String word) {
        assertEquals(List.of(word), LineParser.words(LineParser.quote(word)));
    }
}
