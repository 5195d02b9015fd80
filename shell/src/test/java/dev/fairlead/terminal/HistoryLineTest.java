package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history keeps of lines whose values may be secret. */
final class HistoryLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "build image . -t a --build-arg VERSION=1.2 --push>build image . -t a --build-arg VERSION=*** --push",
                "build image . --build-arg=A=b --build-arg C=d>build image . --build-arg=A=*** --build-arg C=***",
                "build image . --build-arg \"A=b c\" -t x>build image . --build-arg \"A=***\" -t x",
                "build image . --build-arg A=\"b c\" -t x>build image . --build-arg A=*** -t x",
                "build image . --build-arg A>build image . --build-arg A",
                "rollout deploy web -e KEY=v -e 'B=c d' --image a>rollout deploy web -e KEY=*** -e 'B=***' --image a",
                "rollout deploy web -eKEY=v --env X=y>rollout deploy web -eKEY=*** --env X=***",
                "rollout deploy web --gate \"http header='X-Id: v w' /\">rollout deploy web --gate \"http header='X-Id: ***' /\"",
                "rollout deploy web --gate 'http header=\"A: ${B}\" /'>rollout deploy web --gate 'http header=\"A: ${B}\" /'",
                "rollout deploy web --gate 'http url=https://u:pw@h/x'>rollout deploy web --gate 'http url=https://***@h/x'",
                "!curl -u me:pw -H 'X-A: b' https://h/?sig=abc>!curl -u me:*** -H 'X-A: ***' https://h/?sig=***",
                "cluster get pods -l app=web>cluster get pods -l app=web"
            })
    void valuesThatMayBeSecretAreMasked(String line, String kept) {
        assertEquals(kept, HistoryLine.of(line));
        assertEquals(kept, HistoryLine.of(kept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\\a", "'a'", "\"a\\\"\"", "a'b'"})
    void aLongValueIsMaskedAsAShortOne(String part) {
        String value = part.repeat(100_000);
        assertEquals(
                "rollout deploy web -e A=*** --image b",
                HistoryLine.of("rollout deploy web -e A=" + value + " --image b"));
        assertEquals("x --env \"A=***\" y", HistoryLine.of("x --env \"A=" + "v".repeat(300_000) + "\" y"));
    }
}
