package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.OptimisticPatch;
import java.util.Optional;

/** Writes to an object only as it was read, and reads again where others were quicker. */
final class GuardedWrite {
    private static final int CONFLICT = 409;

    private final RouteServer server;
    private final ApiPath path;

    GuardedWrite(RouteServer server, ApiPath path) {
        this.server = server;
        this.path = path;
    }

    /** What is to be changed in an object as it is now. */
    @FunctionalInterface
    interface Change {
        /** JSON patch operations; none where the object is right as it is. */
        ArrayNode of(JsonNode object) throws RoutesChanged;
    }

    /**
     * Writes the change.
     *
     * @return the object as it then is; empty where it does not exist
     * @throws RoutesChanged what the change throws
     */
    Optional<JsonNode> write(Change change) throws RoutesChanged {
        for (int tried = 0; ; tried++) {
            Optional<JsonNode> read = read();
            if (read.isEmpty()) {
                return read;
            }
            ArrayNode patch = change.of(read.get());
            if (patch.isEmpty()) {
                return read;
            }
            OptimisticPatch.requireUnchanged(patch, read.get());
            try {
                return Optional.of(
                        server.send("PATCH", path.by(FieldManager.TRAFFIC), patch, ClusterClient.JSON_PATCH));
            } catch (ApiFailure e) {
                if (e.code() != CONFLICT || tried == OptimisticPatch.TRIES) {
                    throw e;
                }
            }
        }
    }

    Optional<JsonNode> read() {
        try {
            return Optional.of(server.get(path));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
