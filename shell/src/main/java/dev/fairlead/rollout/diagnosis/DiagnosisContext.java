package dev.fairlead.rollout.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks the cluster for what lies around a workload. Every method throws an OpsException where the user may not. */
final class DiagnosisContext {
    /** Names without content: a list of Secrets must not carry them all over the wire. */
    private static final String NAMES =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private final ClusterClient cluster;

    DiagnosisContext(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** The names of all objects of a kind in the namespace, or in the cluster where the kind has no namespace. */
    Set<String> names(String kind) {
        ApiPath path = cluster.discovery().find(kind).path(cluster.namespace());
        Set<String> names = new TreeSet<>();
        cluster.get(path, NAMES)
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        return names;
    }

    /** The keys of a ConfigMap or Secret; none where it does not exist. */
    Set<String> keys(String kind, String name) {
        Set<String> keys = new TreeSet<>();
        JsonNode object = cluster.find(cluster.discovery().find(kind).path(cluster.namespace(), name))
                .orElse(cluster.mapper().createObjectNode());
        object.path("data").fieldNames().forEachRemaining(keys::add);
        object.path("binaryData").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    List<NodeOffer> nodes(boolean withPods) {
        List<Pod> pods = withPods ? scheduled() : List.of();
        return cluster.list(Node.class, "").stream()
                .map(node -> NodeOffer.of(node, pods))
                .toList();
    }

    Optional<Secret> secret(String name) {
        return cluster.find(Secret.class, name);
    }

    /** The pull secrets that a service account gives to pods which name none. */
    List<String> pullSecrets(String account) {
        return cluster.find(ServiceAccount.class, account)
                .map(found -> found.getImagePullSecrets().stream()
                        .map(secret -> String.valueOf(secret.getName()))
                        .toList())
                .orElse(List.of());
    }

    /** All of a kind in the namespace, or in the cluster where the kind has no namespace. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return cluster.list(type, "");
    }

    List<Event> eventsOf(String kind) {
        ApiPath events = ApiPath.of(Event.class, cluster.namespace());
        return cluster.items(events.with("fieldSelector", ApiPath.field("involvedObject.kind", kind)), Event.class);
    }

    /** In the newest version that the server serves; none where it serves none. */
    List<JsonNode> networking(String kind) {
        return served("networking.k8s.io", kind);
    }

    /** All of a kind in the namespace, as v1 or else v1beta1; none where the server serves neither. */
    List<JsonNode> served(String group, String kind) {
        for (String version : List.of(group + "/v1", group + "/v1beta1")) {
            if (cluster.discovery().serves(version, kind)) {
                List<JsonNode> items = new ArrayList<>();
                ApiPath path = cluster.discovery().find(version, kind).path(cluster.namespace());
                // A list's items do not repeat the list's version.
                cluster.get(path)
                        .path("items")
                        .forEach(item -> items.add(((ObjectNode) item).put("apiVersion", version)));
                return items;
            }
        }
        return List.of();
    }

    /** The nodes that take no new pods by somebody's will; none where the user may not read nodes. */
    Set<String> cordonedNodes() {
        return OpsException.unlessDenied(() -> all(Node.class).stream()
                        .filter(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                        .map(node -> node.getMetadata().getName())
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** Pods of all namespaces that take a node's room. */
    private List<Pod> scheduled() {
        return cluster.items(ApiPath.of(Pod.class, "").with("fieldSelector", "spec.nodeName!="), Pod.class);
    }
}
