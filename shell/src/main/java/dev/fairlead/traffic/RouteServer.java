package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server that routes are written to.
 *
 * @param permission asked before each single write; throws where there is none any more
 * @param tried takes what the server would make of each write, none of which is made then; empty where they are made
 */
record RouteServer(ClusterClient cluster, Runnable permission, Optional<List<JsonNode>> tried) {

    JsonNode get(ApiPath path) {
        return cluster.get(path);
    }

    JsonNode send(String method, ApiPath path, @Nullable JsonNode body, String type) {
        permission.run();
        if (tried.isEmpty()) {
            return cluster.send(method, path, ClusterClient.JSON, body, type);
        }
        JsonNode made = cluster.send(method, path.with("dryRun", "All"), ClusterClient.JSON, body, type);
        tried.get().add(made);
        return made;
    }

    ApiPath path(RoutedObject object) {
        return type(object.apiVersion(), object.kind()).path(object.namespace(), object.name());
    }

    ApiPath path(JsonNode object) {
        return collection(object).object(JsonPieces.name(object));
    }

    ApiPath collection(JsonNode object) {
        return type(object.path("apiVersion").asText(), object.path("kind").asText())
                .path(JsonPieces.namespace(object));
    }

    private ResourceType type(String apiVersion, String kind) {
        return cluster.discovery().find(apiVersion, kind);
    }
}
