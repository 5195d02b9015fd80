package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwnership;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes one object so that its fields stay with the managers that owned them. */
public final class OwnedPatch {
    /** Controllers write the status of a workload all the time, and each write makes a new version. */
    public static final int TRIES = 20;

    private final ClusterClient cluster;
    private final ApiPath path;

    public OwnedPatch(ClusterClient cluster, ApiPath path) {
        this.cluster = cluster;
        this.path = path;
    }

    public ArrayNode empty() {
        return cluster.mapper().createArrayNode();
    }

    /** In a JSON patch, adding a member that is there replaces it. */
    public static void replace(ArrayNode patch, String at, JsonNode value) {
        patch.addObject().put("op", "add").put("path", at).set("value", value);
    }

    /** Empty where the object is no longer as it was read. */
    public Optional<JsonNode> send(JsonNode read, ArrayNode patch) {
        ArrayNode versioned = patch.deepCopy();
        // With the version that was read the server refuses instead of mixing this with another's change.
        replace(versioned, "/metadata/resourceVersion", read.at("/metadata/resourceVersion"));
        try {
            return Optional.of(cluster.send(
                    "PATCH", path.by(FieldManager.UNDO), ClusterClient.JSON, versioned, ClusterClient.JSON_PATCH));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether it could be done; not where the object keeps changing. */
    public boolean handBack(JsonNode before, JsonNode changed) {
        JsonNode after = changed;
        for (int i = 0; i < TRIES; i++) {
            Optional<ArrayNode> owners =
                    ManagedFields.handedBack(before.at("/metadata/managedFields"), after.at("/metadata/managedFields"));
            if (owners.isEmpty()) {
                return true;
            }
            ArrayNode patch = empty();
            replace(patch, "/metadata/managedFields", owners.get());
            if (send(after, patch).isPresent()) {
                return true;
            }
            after = cluster.get(path);
        }
        return false;
    }

    /** Changes kubectl's record of what was applied last, where there is one. */
    public void lastApplied(ObjectNode annotations, Consumer<ObjectNode> change) {
        if (!annotations.has(FieldOwnership.LAST_APPLIED)) {
            return;
        }
        try {
            ObjectNode applied = (ObjectNode) cluster.mapper()
                    .readTree(annotations.get(FieldOwnership.LAST_APPLIED).asText());
            change.accept(applied);
            annotations.put(FieldOwnership.LAST_APPLIED, applied + "\n");
        } catch (JsonProcessingException | ClassCastException e) {
            // Not what kubectl writes; it is no record then and stays as it is.
            return;
        }
    }
}
