package dev.fairlead.rollout.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Objects of kinds that others define, as their documentation describes them. Those of {@code kinds-unseen} were written
 * before any of them was judged.
 */
final class KindsTest {
    @TestFactory
    Stream<DynamicTest> eachIsJudgedAsItsKindSays() {
        return KindCase.of("kinds").stream().map(KindsTest::test);
    }

    /** What is well must be called so; what is not may be taken for well in few cases. */
    @Test
    void unseenOnesAreSeldomTakenForWell() {
        List<KindCase> cases = KindCase.of("kinds-unseen");
        List<String> tooLate = cases.stream()
                .filter(c -> c.is().equals("current") && c.judged().state() != State.CURRENT)
                .map(KindsTest::shown)
                .toList();
        List<KindCase> open =
                cases.stream().filter(c -> !c.is().equals("current")).toList();
        List<String> tooEarly = open.stream()
                .filter(c -> c.judged().state() == State.CURRENT)
                .map(KindsTest::shown)
                .toList();
        assertEquals(List.of(), tooLate);
        assertTrue(tooEarly.size() * 20 <= open.size(), () -> tooEarly.size() + " of " + open.size() + ": " + tooEarly);
    }

    @Test
    void everyRowHasASourceAndAKindWithItsGroup() {
        for (KindRow row : KindTable.all()) {
            assertFalse(row.source().isBlank(), row.kind());
            assertTrue(row.kind().matches("(\\*|[A-Za-z0-9]+)(\\.\\*)?(\\.[a-z0-9-]+)+"), row.kind());
            assertTrue(row.tells() || row.statusless(), row.kind());
        }
    }

    private static DynamicTest test(KindCase c) {
        String kind = c.object().getKind() + "." + c.object().getApiVersion().replaceAll("/.*", "");
        return DynamicTest.dynamicTest(
                c.file() + ": " + kind + " "
                        + c.object().getAdditionalProperties().get("status"),
                () -> assertTrue(c.isAsWritten(c.judged()), () -> shown(c)));
    }

    private static String shown(KindCase c) {
        RolloutStatus status = c.judged();
        return "\n" + c.object().getKind() + "." + c.object().getApiVersion() + " "
                + c.object().getAdditionalProperties() + " is " + c.is() + ", judged " + status.state() + ": "
                + status.message();
    }
}
