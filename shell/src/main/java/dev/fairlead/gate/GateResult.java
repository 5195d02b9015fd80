package dev.fairlead.gate;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Map;

/**
 * What a gate said in the end.
 *
 * @param passed whether the release may go on: it passed, or had no data and is told to pass then
 * @param gate its name
 * @param message why, in one sentence
 * @param details further lines: the tail of an output, what each pod answered
 * @param measured what was compared, by name, e.g. {@code value} and {@code max}
 */
public record GateResult(
        GateAnswer answer,
        boolean passed,
        String gate,
        String message,
        List<String> details,
        Map<String, String> measured) {

    public GateResult {
        details = List.copyOf(details);
        measured = Map.copyOf(measured);
    }

    /** For a gate that is not passed: the failure that ends the release, of kind ROLLOUT_GATE. */
    public OpsException failure() {
        String said = answer == GateAnswer.NO_DATA ? " has no data: " : " failed: ";
        return new OpsException(FailureKind.ROLLOUT_GATE, "gate " + gate + said + message).details(details);
    }
}
