package dev.fairlead.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
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
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "cluster get pods | grep x            ! cluster get pods          ! a line has no pipes yet",
                "cluster get pods|grep x              ! cluster get pods          ! a line has no pipes yet",
                "cluster get pods > all.txt           ! cluster get pods          ! a line cannot write to a file yet",
                "cluster get pods >>all.txt           ! cluster get pods          ! a line cannot write to a file yet",
                "cluster get pods 2>/dev/null         ! cluster get pods          ! a line cannot write to a file yet",
                "cluster get pods &> all.txt          ! cluster get pods          ! a line cannot write to a file yet",
                "cluster apply -f - < web.yaml        ! cluster apply -f -        ! a line cannot read from a file by <",
                "rollout restart deployment/web &     ! rollout restart deployment/web ! a line cannot run in the background yet",
                "cluster ns || version                ! cluster ns                ! a line is one command",
            })
    void anOperatorOfAShellIsRefusedWithTheLineBeforeIt(String line, String before, String why) {
        OpsException refused = assertThrows(OpsException.class, () -> LineParser.words(line));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains(why), refused.message());
        assertEquals(List.of(before), refused.hints());
        assertFalse(LineParser.isOpen(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster ns; version", "cluster ns && version", "cluster ns ;version"})
    void theNextCommandIsALineOfItsOwn(String line) {
        OpsException refused = assertThrows(OpsException.class, () -> LineParser.words(line));
        assertEquals(List.of("cluster ns", "version"), refused.hints());
    }

    @Test
    void aQuotedOperatorIsPartOfAWord() {
        assertEquals(
                List.of("say", "a|b", "x > y", ";", "http://web?a=1&b=2"),
                LineParser.words("say 'a|b' \"x > y\" \\; http://web?a=1&b=2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {"say 'a ! true", "say \"a ! true", "say a \\ ! true", "say a ! false", "say 'a | b' ! false"})
    void onlyAnOpenQuoteOrABackslashWantsAFurtherLine(String line, boolean open) {
        assertEquals(open, LineParser.isOpen(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "a\"b", "$x", ""})
    void aQuotedWordIsReadBackAsItWas(String word) {
        assertEquals(List.of(word), LineParser.words(LineParser.quote(word)));
    }
}
