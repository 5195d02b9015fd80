package dev.fairlead.multicluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.rights.AccessReview;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Right;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what would stop a rollout half way through its contexts, before anything is changed. */
final class MultiClusterPreflight {
    private final Clusters clusters;
    private final MultiClusterRequest request;

    MultiClusterPreflight(Clusters clusters, MultiClusterRequest request) {
        this.clusters = clusters;
        this.request = request;
    }

    /**
     * The namespace of each context.
     *
     * @throws OpsException when one is not there, does not answer, does not let us deploy, or is another one's double
     */
    Map<String, String> check() {
        List<Found> found = ParallelContexts.of(request.contexts(), this::look);
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
            requireRights(cluster);
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

    /** Each release asks for all that its steps take; here none is begun where another could not even be deployed. */
    private void requireRights(ClusterClient cluster) {
        WorkloadRef workload = request.workload();
        String doing = "deploy " + workload;
        ResourceType type = cluster.discovery().find(workload.kind());
        AccessReview review = new AccessReview(cluster);
        List<Right> followed = Operation.FOLLOW.on(type, cluster.namespace(), workload.name());
        boolean isNew = review.reading(
                doing,
                followed,
                () -> cluster.find(type.path(cluster.namespace(), workload.name()))
                        .isEmpty());
        List<Right> needed = new ArrayList<>(followed);
        needed.addAll((isNew ? Operation.CREATE : Operation.CHANGE).on(type, cluster.namespace(), workload.name()));
        review.require(doing, needed);
    }

    private record Found(String context, String namespace, String identity, Optional<OpsException> trouble) {}
}
