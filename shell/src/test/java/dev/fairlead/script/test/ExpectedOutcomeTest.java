package dev.fairlead.script.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpectedOutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "ok, 0, ok",
        "0, 0, ok",
        "image, 20, image",
        "rollout-image, 20, image",
        "not-found, 3, not-found",
        "24, 24, crash",
        "99, 99, 99",
        "gate, 33, gate"
    })
    void anOutcomeIsReadByItsFamilyOrItsCode(String typed, int code, String shown) {
        ExpectedOutcome outcome = ExpectedOutcome.parse(typed);
        assertEquals(code, outcome.exitCode());
        assertEquals(shown, outcome.toString());
    }

    @Test
    void everyFamilyHasAWordOfItsOwn() {
        List<String> words = ExpectedOutcome.words();
        assertEquals(FailureKind.values().length, words.stream().distinct().count());
        for (FailureKind kind : FailureKind.values()) {
            assertEquals(
                    ExpectedOutcome.of(kind),
                    ExpectedOutcome.parse(ExpectedOutcome.of(kind).toString()));
        }
    }

    @Test
    void whatIsNoneIsToldWithTheNearest() {
        OpsException failure = assertThrows(OpsException.class, () -> ExpectedOutcome.parse("crsh"));
        assertEquals(FailureKind.USAGE, failure.kind());
        assertEquals(List.of("--expect crash"), failure.hints());
        assertTrue(failure.message().contains("ok, an exit code, or one of failed, usage"), failure.message());
    }
}
