package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
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
record Server(ClusterClient cluster, Runnable permission, Optional<List<JsonNode>> tried) {

    JsonNode get(String path) {
        return cluster.get(path);
    }

    JsonNode send(String method, String path, @Nullable JsonNode body, String type) {
        permission.run();
        if (tried.isEmpty()) {
            return cluster.send(method, path, ClusterClient.JSON, body, type);
        }
        String trial = path + (path.contains("?") ? "&" : "?") + "dryRun=All";
        JsonNode made = cluster.send(method, trial, ClusterClient.JSON, body, type);
        tried.get().add(made);
        return made;
    }

    String path(RoutedObject object) {
        return type(object.apiVersion(), object.kind()).path(object.namespace(), object.name());
    }

    String path(JsonNode object) {
        return type(object.path("apiVersion").asText(), object.path("kind").asText())
                .path(Json.namespace(object), Json.name(object));
    }

    private ResourceType type(String apiVersion, String kind) {
        return cluster.discovery().find(apiVersion, kind);
    }
}
