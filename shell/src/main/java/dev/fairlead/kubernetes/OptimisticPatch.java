package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.Optional;

/**
 * A JSON patch of an object as it was read: with the version that was read the server refuses instead of mixing it with
 * another's change.
 */
public final class OptimisticPatch {
    /** How often to read and patch again. Controllers write the status all the time, and each write makes a version. */
    public static final int TRIES = 20;

    private OptimisticPatch() {}

    /** Sets a field; in a JSON patch, adding a member that is there replaces it. */
    public static void set(ArrayNode patch, String at, JsonNode value) {
        patch.addObject().put("op", "add").put("path", at).set("value", value);
    }

    /** Has the server refuse the patch, as a conflict, unless the object is still as it was read. */
    public static void requireUnchanged(ArrayNode patch, JsonNode read) {
        set(patch, "/metadata/resourceVersion", read.at("/metadata/resourceVersion"));
    }

    /**
     * Sends the patch.
     *
     * @param path of the object, with who writes
     * @return the object as it then is; empty where it is no longer as it was read
     */
    public static Optional<JsonNode> send(ClusterClient cluster, ApiPath path, JsonNode read, ArrayNode patch) {
        ArrayNode guarded = patch.deepCopy();
        requireUnchanged(guarded, read);
        try {
            return Optional.of(cluster.send("PATCH", path, ClusterClient.JSON, guarded, ClusterClient.JSON_PATCH));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
