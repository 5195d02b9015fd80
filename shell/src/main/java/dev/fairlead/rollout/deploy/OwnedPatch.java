package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwnership;
import dev.fairlead.kubernetes.OptimisticPatch;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes one object so that its fields stay with the managers that owned them. */
public final class OwnedPatch {
    private final ClusterClient cluster;
    private final ApiPath path;

    public OwnedPatch(ClusterClient cluster, ApiPath path) {
        this.cluster = cluster;
        this.path = path;
    }

    public ArrayNode empty() {
        return cluster.mapper().createArrayNode();
    }

    /** Empty where the object is no longer as it was read. */
    public Optional<JsonNode> send(JsonNode read, ArrayNode patch) {
        return OptimisticPatch.send(cluster, path.by(FieldManager.UNDO), read, patch);
    }

    /** Whether it could be done; not where the object keeps changing. */
    public boolean handBack(JsonNode before, JsonNode changed) {
        JsonNode after = changed;
        for (int i = 0; i < OptimisticPatch.TRIES; i++) {
            Optional<ArrayNode> owners =
                    ManagedFields.handedBack(before.at("/metadata/managedFields"), after.at("/metadata/managedFields"));
            if (owners.isEmpty()) {
                return true;
            }
            ArrayNode patch = empty();
            OptimisticPatch.set(patch, "/metadata/managedFields", owners.get());
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
