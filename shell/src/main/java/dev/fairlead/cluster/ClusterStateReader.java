package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a cluster how it is. What the user may not see, or an old server does not serve, is left out. */
final class ClusterStateReader {
    private static final List<String> REVIEWS = List.of("v1", "v1beta1", "v1alpha1");

    private final ClusterClient cluster;
    private final String kubeconfigUser;

    ClusterStateReader(ClusterClient cluster, String kubeconfigUser) {
        this.cluster = cluster;
        this.kubeconfigUser = kubeconfigUser;
    }

    ClusterState read() {
        cluster.get(ApiPath.VERSION);
        long began = System.nanoTime();
        JsonNode version = cluster.get(ApiPath.VERSION);
        long latency = (System.nanoTime() - began) / 1_000_000;
        Optional<JsonNode> nodes = allowed(ApiPath.of("v1", "", "nodes"));
        JsonNode self = self();
        List<String> groups = new ArrayList<>();
        self.path("groups").forEach(group -> groups.add(group.asText()));
        return new ClusterState(
                cluster.context(),
                cluster.namespace(),
                cluster.server(),
                version.path("gitVersion").asText(),
                version.path("platform").asText(),
                latency,
                nodes.map(ClusterStateReader::ready),
                nodes.map(list -> list.path("items").size()),
                cluster.discovery().groupCount(),
                self.path("username").asText(kubeconfigUser),
                groups,
                cluster.certificateExpiry());
    }

    private Optional<JsonNode> allowed(ApiPath path) {
        try {
            return Optional.of(cluster.get(path));
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.DENIED && e.code() == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static int ready(JsonNode nodes) {
        int ready = 0;
        for (JsonNode node : nodes.path("items")) {
            for (JsonNode condition : node.path("status").path("conditions")) {
                boolean isReady = condition.path("type").asText().equals("Ready")
                        && condition.path("status").asText().equals("True");
                ready += isReady ? 1 : 0;
            }
        }
        return ready;
    }

    /** Served since 1.28 as v1; missing before 1.26. */
    private JsonNode self() {
        for (String version : REVIEWS) {
            String apiVersion = "authentication.k8s.io/" + version;
            try {
                if (cluster.discovery().serves(apiVersion, "SelfSubjectReview")) {
                    ObjectNode body = JsonNodeFactory.instance.objectNode();
                    body.put("apiVersion", apiVersion).put("kind", "SelfSubjectReview");
                    return cluster.send(
                                    "POST",
                                    ApiPath.of(apiVersion, "", "selfsubjectreviews"),
                                    ClusterClient.JSON,
                                    body,
                                    ClusterClient.JSON)
                            .path("status")
                            .path("userInfo");
                }
            } catch (ApiFailure e) {
                return JsonNodeFactory.instance.objectNode();
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
