package dev.fairlead.release.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fairlead.kubernetes.FieldManager;
import java.util.List;
import java.util.Optional;

/** The record of who owns which field, put back once the fields are as they were. */
public final class FieldOwnerRecord {
    private static final List<FieldManager> OURS = List.of(FieldManager.RELEASE, FieldManager.DEPLOY);
    private static final List<String> IDENTITY = List.of("manager", "operation", "apiVersion", "subresource");

    private FieldOwnerRecord() {}

    /**
     * What was found, with what controllers and others have written since.
     *
     * @return empty where nothing is to be changed
     */
    public static Optional<ArrayNode> putBack(JsonNode found, JsonNode now) {
        ArrayNode owners = JsonNodeFactory.instance.arrayNode();
        now.forEach(entry -> {
            boolean known = hasSame(found, entry);
            if (writesStatus(entry) || !known && !isOurs(entry)) {
                owners.add(entry);
            }
        });
        found.forEach(entry -> {
            if (!writesStatus(entry)) {
                owners.add(sameIn(now, entry)
                        .filter(same -> same.path("fieldsV1").equals(entry.path("fieldsV1")))
                        .orElse(entry));
            }
        });
        return sameSet(owners, now) ? Optional.empty() : Optional.of(owners);
    }

    private static boolean sameSet(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (JsonNode entry : a) {
            if (sameIn(b, entry)
                    .filter(same -> same.path("fieldsV1").equals(entry.path("fieldsV1")))
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOurs(JsonNode entry) {
        return OURS.stream().anyMatch(ours -> ours.is(entry.path("manager").asText()));
    }

    /** A controller's; what it has written since is true now. */
    private static boolean writesStatus(JsonNode entry) {
        return !entry.path("subresource").asText("").isEmpty()
                || entry.path("fieldsV1").has("f:status");
    }

    private static boolean hasSame(JsonNode entries, JsonNode entry) {
        return sameIn(entries, entry).isPresent();
    }

    private static Optional<JsonNode> sameIn(JsonNode entries, JsonNode entry) {
        for (JsonNode other : entries) {
            if (IDENTITY.stream()
                    .allMatch(key ->
                            other.path(key).asText("").equals(entry.path(key).asText("")))) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
