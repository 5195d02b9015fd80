package dev.fairlead.rollout.wanted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * How an object does that is no workload, by what most controllers agree on: the newest generation is observed; the
 * condition that says it is well is True, where it has one; its phase, where it has one, is a good one.
 */
final class Health {
    private static final List<String> WELL = List.of("Ready", "Available", "Established", "Complete", "Healthy");
    private static final Set<String> GOOD_PHASES =
            Set.of("Active", "Bound", "Running", "Succeeded", "Ready", "Available");

    private Health() {}

    static Wanted.Answer of(JsonNode object) {
        JsonNode status = object.path("status");
        if (object.path("metadata").has("deletionTimestamp")) {
            return new Wanted.Answer(false, "is being deleted");
        }
        if (isBehind(object, status)) {
            return new Wanted.Answer(false, "its controller has not seen the newest change yet");
        }
        for (JsonNode condition : status.path("conditions")) {
            if (WELL.contains(condition.path("type").asText())) {
                return new WantedCondition(condition.path("type").asText(), "True").of(object);
            }
        }
        String phase = status.path("phase").asText("");
        return phase.isEmpty()
                ? new Wanted.Answer(true, "there")
                : new Wanted.Answer(GOOD_PHASES.contains(phase), "phase is " + phase);
    }

    /** Whether what was observed, by the condition's own count or by the status's, is not yet the newest generation. */
    static boolean isBehind(JsonNode object, JsonNode observer) {
        JsonNode own = observer.path("observedGeneration");
        JsonNode observed = own.isMissingNode() ? object.path("status").path("observedGeneration") : own;
        return observed.isNumber()
                && observed.asLong()
                        < object.path("metadata").path("generation").asLong();
    }
}
