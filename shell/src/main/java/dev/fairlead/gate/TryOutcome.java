package dev.fairlead.gate;

import java.util.List;
import java.util.Map;

/**
 * What one try says.
 *
 * @param message why, in one sentence
 */
record TryOutcome(GateAnswer answer, String message, List<String> details, Map<String, String> measured) {
    static TryOutcome pass(String message) {
        return new TryOutcome(GateAnswer.PASS, message, List.of(), Map.of());
    }

    static TryOutcome fail(String message, List<String> details) {
        return new TryOutcome(GateAnswer.FAIL, message, details, Map.of());
    }

    static TryOutcome noData(String message) {
        return new TryOutcome(GateAnswer.NO_DATA, message, List.of(), Map.of());
    }

    TryOutcome measured(Map<String, String> values) {
        return new TryOutcome(answer, message, details, values);
    }
}
