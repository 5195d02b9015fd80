package dev.fairlead.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CandidateLabelsTest {
    private static final Map<String, String> PODS = Map.of("app", "web", "version", "v1", "tier", "front");

    @Test
    void oneKeyOfTheSelectorGetsAnotherValue() {
        assertEquals(
                Map.of(Routes.TRACK, "canary", "app", "web-canary"),
                labels(Map.of()).avoiding(List.of(Map.of("app", "web"))));
    }

    @Test
    void whatAnApplicationIsKnownByIsChangedLast() {
        assertEquals(
                Map.of(Routes.TRACK, "canary", "version", "v1-canary"),
                labels(Map.of()).avoiding(List.of(Map.of("app", "web", "version", "v1"))));
    }

    @Test
    void theKeyWhoseChangeCutsNothingOffIsTaken() {
        CandidateLabels labels =
                new CandidateLabels(PODS, Map.of(), all -> all.get("version").equals("v1") ? 0 : 1);
        assertEquals(
                Map.of(Routes.TRACK, "canary", "tier", "front-canary"),
                labels.avoiding(List.of(Map.of("app", "web", "version", "v1", "tier", "front"))));
    }

    @Test
    void aSelectorThatDoesNotTakeThePodsAnywayChangesNothing() {
        assertEquals(
                Map.of(Routes.TRACK, "canary", "lane", "beta", "app", "beta"),
                labels(Map.of("lane", "beta", "app", "beta")).avoiding(List.of(Map.of("app", "web"))));
    }

    @Test
    void podsThatMustBeSelectedByBothCannotBeToldApart() {
        OpsException refusal = assertThrows(
                OpsException.class, () -> labels(Map.of("app", "web")).avoiding(List.of(Map.of("app", "web"))));
        assertEquals(FailureKind.CONFLICT, refusal.kind());
    }

    @Test
    void aLongValueStaysALabel() {
        String value = "w".repeat(63);
        Map<String, String> labels =
                new CandidateLabels(Map.of("app", value), Map.of(), all -> 0).avoiding(List.of(Map.of("app", value)));
        assertEquals("w".repeat(56) + "-canary", labels.get("app"));
    }

    private static CandidateLabels labels(Map<String, String> needed) {
        return new CandidateLabels(PODS, needed, all -> 0);
    }
}
