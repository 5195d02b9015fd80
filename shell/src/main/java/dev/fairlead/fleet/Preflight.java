package dev.fairlead.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what would stop a rollout half way through its contexts, before anything is changed. */
final class Preflight {
    private final Clusters clusters;
    private final FleetRequest request;

    Preflight(Clusters clusters, FleetRequest request) {
        this.clusters = clusters;
        this.request = request;
    }

    /**
     * The namespace of each context.
     *
     * @throws OpsException when one is not there, does not answer, does not let us deploy, or is another one's double
     */
    Map<String, String> check() {
        List<Found> found = Wave.of(request.contexts(), this::look);
        Map<String, String> namespaces = new HashMap<>();
        Map<String, String> seen = new HashMap<>();
        for (Found one : found) {
            one.trouble().ifPresent(trouble -> {
                throw trouble;
            });
            String before = seen.put(one.identity(), one.context());
            if (before != null) {
                throw new OpsException(
                        FailureKind.USAGE,
                        "contexts " + before + " and " + one.context() + " are the same namespace " + one.namespace()
                                + " of one cluster");
            }
            namespaces.put(one.context(), one.namespace());
        }
        return namespaces;
    }

    private Found look(String context) {
        try {
            ClusterClient cluster = clusters.open(request.scope(context));
            requireRight(cluster);
            return new Found(context, cluster.namespace(), identity(cluster), Optional.empty());
        } catch (OpsException e) {
            return new Found(context, "", context, Optional.of(e));
        }
    }

    /** The UID of kube-system is a cluster's own; who may not read it still knows the server's address. */
    private static String identity(ClusterClient cluster) {
        try {
            JsonNode system = cluster.get(ApiPath.namespace("kube-system"));
            return system.path("metadata").path("uid").asText() + "/" + cluster.namespace();
        } catch (OpsException e) {
            if (e.kind() != FailureKind.DENIED) {
                throw e;
            }
            return cluster.server() + "/" + cluster.namespace();
        }
    }

    private void requireRight(ClusterClient cluster) {
        ObjectNode review = cluster.mapper().createObjectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.withObject("/spec/resourceAttributes")
                .put("namespace", cluster.namespace())
                .put("group", "apps")
                .put("resource", request.workload().kind() + "s")
                .put("verb", "patch");
        JsonNode answer = cluster.send(
                "POST",
                ApiPath.of("authorization.k8s.io/v1", "", "selfsubjectaccessreviews"),
                ClusterClient.JSON,
                review,
                ClusterClient.JSON);
        if (!answer.path("status").path("allowed").asBoolean()) {
            throw new OpsException(
                            FailureKind.DENIED,
                            cluster.place() + ": this user may not change "
                                    + request.workload().kind() + "s")
                    .hint("cluster info --context " + cluster.context());
        }
    }

    private record Found(String context, String namespace, String identity, Optional<OpsException> trouble) {}
}
