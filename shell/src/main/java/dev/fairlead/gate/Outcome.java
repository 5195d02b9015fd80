package dev.fairlead.gate;

import java.util.List;
import java.util.Map;

/**
 * What one try says.
 *
 * @param message why, in one sentence
 */
record Outcome(Answer answer, String message, List<String> details, Map<String, String> measured) {
    static Outcome pass(String message) {
        return new Outcome(Answer.PASS, message, List.of(), Map.of());
    }

    static Outcome fail(String message, List<String> details) {
        return new Outcome(Answer.FAIL, message, details, Map.of());
    }

    static Outcome noData(String message) {
        return new Outcome(Answer.NO_DATA, message, List.of(), Map.of());
    }

    Outcome measured(Map<String, String> values) {
        return new Outcome(answer, message, details, values);
    }
}
