package dev.fairlead.rollout.wanted;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/**
 * A condition of the object's status, for its newest generation.
 *
 * @param type e.g. {@code Available}, in any case
 * @param status e.g. {@code True}, in any case
 */
record WantedCondition(String type, String status) implements Wanted {
    private static final Set<String> HEALTHY = Set.of("available", "ready", "complete", "containersready");

    static WantedCondition parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new WantedCondition(text, "True")
                : new WantedCondition(text.substring(0, equals), text.substring(equals + 1));
    }

    @Override
    public Answer of(JsonNode object) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition.path("type").asText().equalsIgnoreCase(type)) {
                return of(object, condition);
            }
        }
        return new Answer(false, type + " is not among its conditions");
    }

    private Answer of(JsonNode object, JsonNode condition) {
        String has = condition.path("status").asText();
        boolean old = isBehind(object, condition);
        String why = words(condition);
        return new Answer(
                has.equalsIgnoreCase(status) && !old,
                condition.path("type").asText() + " is " + has + (why.isEmpty() ? "" : " (" + why + ")")
                        + (old ? ", of an older generation" : ""));
    }

    /** Whether what was observed, by the condition's own count or by the status's, is not yet the newest generation. */
    private static boolean isBehind(JsonNode object, JsonNode condition) {
        JsonNode own = condition.path("observedGeneration");
        JsonNode observed = own.isMissingNode() ? object.path("status").path("observedGeneration") : own;
        return observed.isNumber()
                && observed.asLong()
                        < object.path("metadata").path("generation").asLong();
    }

    private static String words(JsonNode condition) {
        String reason = condition.path("reason").asText("");
        String message = condition.path("message").asText("");
        return reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message;
    }

    @Override
    public boolean needsHealth() {
        return status.equalsIgnoreCase("True") && HEALTHY.contains(type.toLowerCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return "condition=" + type + (status.equals("True") ? "" : "=" + status);
    }
}
