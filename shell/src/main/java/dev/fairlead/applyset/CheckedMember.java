package dev.fairlead.applyset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the server said of a member before anything was changed.
 *
 * @param outcome {@code created}, {@code configured}, {@code unchanged} or {@link #NOT_CHECKED}
 * @param before empty where there is no such object yet
 * @param after what there would be; empty where it could not be checked
 */
record CheckedMember(SetMember member, String outcome, Optional<JsonNode> before, Optional<JsonNode> after) {
    /** Its namespace or its kind is made by the set itself. */
    static final String NOT_CHECKED = "not checked";

    boolean changes() {
        return outcome.equals("configured");
    }

    /** Whether its pods are made anew. */
    boolean changesTemplate() {
        return after.filter(wanted -> !template(wanted).equals(template(before.orElse(wanted))))
                .isPresent();
    }

    /** Whether it is a Deployment that gets a revision. */
    boolean isRevision() {
        return member.is("apps", "Deployment") && (before.isEmpty() || changesTemplate());
    }

    private static JsonNode template(JsonNode workload) {
        return workload.path("spec").path("template");
    }
}
