package dev.fairlead.script.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayDeque;
import java.util.Deque;

/** Objects that were made for one run, and that are taken away after it, the last first. */
final class MadeObjects {
    private static final int SERVER_TROUBLE = 500;

    private final ClusterClient cluster;
    private final Deque<ApiPath> paths = new ArrayDeque<>();

    MadeObjects(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** @param namespace of no matter for what belongs to none */
    JsonNode make(JsonNode object, String namespace) {
        ResourceType type = cluster.discovery()
                .find(object.path("apiVersion").asText(), object.path("kind").asText());
        String name = object.path("metadata").path("name").asText();
        // before it is made: an answer that is lost leaves an object all the same
        paths.push(type.path(namespace, name));
        try {
            return cluster.send(
                    "POST",
                    type.path(namespace).by(FieldManager.FAIRLEAD),
                    ClusterClient.JSON,
                    object,
                    ClusterClient.JSON);
        } catch (ApiFailure refused) {
            if (refused.code() < SERVER_TROUBLE) {
                paths.pop();
            }
            throw refused;
        }
    }

    /**
     * Lets the cluster take away what is in one namespace together with the owner, should this process not come to it.
     *
     * @param owner as it was made
     */
    void give(JsonNode owner) {
        JsonNode metadata = owner.path("metadata");
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.putObject("metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", owner.path("apiVersion").asText())
                .put("kind", owner.path("kind").asText())
                .put("name", metadata.path("name").asText())
                .put("uid", metadata.path("uid").asText());
        String within = "/namespaces/" + metadata.path("namespace").asText() + "/";
        paths.stream()
                .skip(1)
                .filter(path -> path.toString().contains(within))
                .forEach(path -> cluster.send("PATCH", path, ClusterClient.JSON, patch, ClusterClient.MERGE_PATCH));
    }

    /** Also for an interrupted thread: nothing else would take them away. */
    void remove(ProgressListener progress) {
        CurrentLine.evenIfCancelled(() -> paths.forEach(path -> remove(path, progress)));
    }

    private void remove(ApiPath path, ProgressListener progress) {
        try {
            cluster.send(
                    "DELETE",
                    path.with("propagationPolicy", "Background"),
                    ClusterClient.JSON,
                    null,
                    ClusterClient.JSON);
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                progress.warn(path + " could not be deleted: " + e.message());
            }
        }
    }
}
