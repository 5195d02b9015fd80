package dev.fairlead.rollout.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Reads objects of kinds that run no pods, as the server serves them: built-in ones and custom resources. */
final class ObjectStatusReader {
    private final ClusterClient cluster;

    ObjectStatusReader(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /** @throws OpsException of kind NOT_FOUND, which names what is there, or USAGE where the kind has no status */
    HasMetadata get(WorkloadRef ref) {
        ResourceType type = type(ref);
        return cluster.find(type.path(cluster.namespace(), ref.name()))
                .map(json -> read(type, json))
                .orElseThrow(() -> notFound(ref, type));
    }

    /** Those of the kind in a namespace, or in the cluster where the kind has none. */
    ListWatch<GenericKubernetesResource> source(WorkloadRef ref, String namespace) {
        ResourceType type = type(ref);
        return new ListWatch<>(type.path(namespace), "", "", json -> read(type, json));
    }

    /** The kind with its API version, as objects say it. */
    String kind(WorkloadRef ref) {
        ResourceType type = type(ref);
        return type.apiVersion() + "/" + type.kind();
    }

    /** Whether the kind of an object that was read here has a status subresource. */
    boolean keepsStatus(HasMetadata object) {
        return cluster.discovery().keepsStatus(object.getApiVersion(), object.getKind());
    }

    private ResourceType type(WorkloadRef ref) {
        ResourceType type = served(ref.kind());
        if (type.kind().equals("Event") || !type.verbs().containsAll(List.of("get", "list", "watch"))) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "'" + ref.kind() + "' is nothing to wait for: "
                                    + (type.kind().equals("Event")
                                            ? "an event has no status"
                                            : "the server keeps no " + type.qualified()))
                    .hint("cluster kinds");
        }
        return type;
    }

    /** What is not known may have been defined since the server was asked. */
    private ResourceType served(String kind) {
        try {
            return cluster.discovery().find(kind);
        } catch (OpsException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            cluster.discovery().refresh();
            return cluster.discovery().find(kind);
        }
    }

    /** The items of a list do not say what kind they are of. */
    private GenericKubernetesResource read(ResourceType type, JsonNode json) {
        GenericKubernetesResource object =
                cluster.client().getKubernetesSerialization().convertValue(json, GenericKubernetesResource.class);
        object.setApiVersion(type.apiVersion());
        object.setKind(type.kind());
        return object;
    }

    private OpsException notFound(WorkloadRef ref, ResourceType type) {
        List<String> names = new ArrayList<>();
        cluster.get(type.path(cluster.namespace()).with("limit", 10))
                .path("items")
                .forEach(item -> names.add(item.path("metadata").path("name").asText()));
        String there = names.isEmpty() ? "there is none at all" : "there are: " + String.join(", ", names);
        String where = type.namespaced() ? "namespace " + cluster.namespace() + " of " : "";
        return new OpsException(
                        FailureKind.NOT_FOUND,
                        "no " + ref + " in " + where + "context " + cluster.context() + "; " + there)
                .hint("cluster get " + type.qualified() + (type.namespaced() ? " -A" : ""));
    }
}
