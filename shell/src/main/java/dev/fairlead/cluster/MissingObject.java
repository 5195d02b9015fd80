package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Says what there is in place of an object that is not there. */
final class MissingObject {
    private static final String NAMES = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,"
            + "application/json;as=PartialObjectMetadataList;v=v1beta1;g=meta.k8s.io,application/json";
    private static final int MOST = 500;

    private final ClusterClient cluster;
    private final ResourceType type;

    MissingObject(ClusterClient cluster, ResourceType type) {
        this.cluster = cluster;
        this.type = type;
    }

    /** The failure for that name, with the nearest names and the other namespaces that hold it. */
    OpsException named(String name, ApiFailure answer) {
        if (!answer.status().path("details").path("name").asText("").equals(name)) {
            return answer;
        }
        String kind = type.singular();
        String where = type.namespaced() ? cluster.place() : "context " + cluster.context();
        List<String> others = type.namespaced() ? namespacesWith(name) : List.of();
        String elsewhere = others.isEmpty() ? "" : "; there is one in namespace " + String.join(", ", others);
        OpsException failure =
                new OpsException(FailureKind.NOT_FOUND, where + ": there is no " + kind + " " + name + elsewhere);
        for (String near : NearestNames.to(name, names(), 2)) {
            failure = failure.hint("cluster get " + kind + " " + near);
        }
        for (String other : others.subList(0, Math.min(1, others.size()))) {
            failure = failure.hint("cluster get " + kind + " " + name + " -n " + other);
        }
        return failure.hint("cluster get " + type.plural() + (type.namespaced() ? " -n " + cluster.namespace() : ""));
    }

    private List<String> names() {
        return texts(type.path(cluster.namespace()).with("limit", MOST), "name");
    }

    private List<String> namespacesWith(String name) {
        List<String> namespaces = texts(type.path("").named(name), "namespace");
        return namespaces.subList(0, Math.min(3, namespaces.size()));
    }

    /** Whoever may not list still gets the answer that the object is missing. */
    private List<String> texts(ApiPath path, String field) {
        List<String> texts = new ArrayList<>();
        try {
            for (JsonNode item : cluster.get(path, NAMES).path("items")) {
                texts.add(item.path("metadata").path(field).asText());
            }
        } catch (ApiFailure e) {
            return List.of();
        }
        return texts;
    }
}
