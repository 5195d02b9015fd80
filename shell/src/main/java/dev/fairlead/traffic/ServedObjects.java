package dev.fairlead.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects of kinds that a server may or may not serve, in the first version that it does. */
final class ServedObjects {
    private final ClusterClient cluster;

    ServedObjects(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** Empty where the server serves none of them. */
    Optional<ResourceType> type(String kind, List<String> apiVersions) {
        return apiVersions.stream()
                .filter(version -> cluster.discovery().serves(version, kind))
                .findFirst()
                .map(version -> cluster.discovery().find(version, kind));
    }

    List<JsonNode> inNamespace(String kind, List<String> apiVersions) {
        return type(kind, apiVersions)
                .map(type -> list(type, cluster.namespace()))
                .orElse(List.of());
    }

    /**
     * Of all namespaces, since routes may send to a Service of another.
     *
     * @param notes takes a sentence where only the Service's own namespace may be looked at
     */
    List<JsonNode> everywhere(String kind, List<String> apiVersions, List<String> notes) {
        Optional<ResourceType> type = type(kind, apiVersions);
        if (type.isEmpty()) {
            return List.of();
        }
        return OpsException.unlessDenied(() -> list(type.get(), "")).orElseGet(() -> {
            notes.add(type.get().plural() + " of other namespaces may not be listed; only those of "
                    + cluster.namespace() + " are known");
            return list(type.get(), cluster.namespace());
        });
    }

    /**
     * Of a kind that belongs to no namespace; none where it may not be listed.
     *
     * @param notes takes a sentence then
     */
    List<JsonNode> ofCluster(String kind, List<String> apiVersions, List<String> notes) {
        return type(kind, apiVersions)
                .map(type -> OpsException.unlessDenied(() -> list(type, "")).orElseGet(() -> {
                    notes.add(type.plural() + " may not be listed; what they are is taken from their names");
                    return List.of();
                }))
                .orElse(List.of());
    }

    /** Members of lists do not say what they are; here they do. */
    private List<JsonNode> list(ResourceType type, String namespace) {
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode item : cluster.get(type.path(namespace)).path("items")) {
            ObjectNode object = (ObjectNode) item;
            objects.add(object.put("apiVersion", type.apiVersion()).put("kind", type.kind()));
        }
        return objects;
    }
}
