package dev.fairlead.rollout.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the workloads that a request means. */
public final class WorkloadSelection {
    private static final List<String> LABELLED = List.of("deployments", "statefulsets", "daemonsets");

    private final ClusterClient cluster;
    private final ManifestFiles manifests;

    public WorkloadSelection(ClusterClient cluster, ManifestFiles manifests) {
        this.cluster = cluster;
        this.manifests = manifests;
    }

    /**
     * Each once, in the order in which they are named.
     *
     * @throws OpsException of kind NOT_FOUND when there is none
     */
    public List<NamespacedWorkload> of(StatusRequest request) {
        Set<NamespacedWorkload> chosen = new LinkedHashSet<>();
        request.workloads().forEach(ref -> chosen.add(new NamespacedWorkload(ref, cluster.namespace())));
        chosen.addAll(ofFiles(request));
        boolean named = !request.workloads().isEmpty() || !request.files().isEmpty();
        if (!named || !request.labels().isEmpty()) {
            chosen.addAll(labelled(request));
        }
        if (chosen.isEmpty()) {
            throw none(request);
        }
        return List.copyOf(chosen);
    }

    private List<NamespacedWorkload> labelled(StatusRequest request) {
        String namespace = request.allNamespaces() ? "" : cluster.namespace();
        List<NamespacedWorkload> found = new ArrayList<>();
        for (String plural : LABELLED) {
            ApiPath path = ApiPath.of("apps/v1", namespace, plural).with("labelSelector", request.labels());
            String kind = plural.substring(0, plural.length() - 1);
            for (JsonNode item : cluster.get(path).path("items")) {
                JsonNode metadata = item.path("metadata");
                found.add(new NamespacedWorkload(
                        new WorkloadRef(kind, metadata.path("name").asText()),
                        metadata.path("namespace").asText()));
            }
        }
        return found;
    }

    /** What of a manifest has nothing to wait for, e.g. its config maps, is passed over. */
    private List<NamespacedWorkload> ofFiles(StatusRequest request) {
        List<NamespacedWorkload> found = new ArrayList<>();
        if (request.files().isEmpty()) {
            return found;
        }
        for (Manifest manifest : manifests.read(request.files(), request.recursive())) {
            String named = manifest.namespace();
            String namespace = named.isEmpty() ? cluster.namespace() : named;
            WorkloadRef.ofManifest(manifest.object())
                    .ifPresent(ref -> found.add(new NamespacedWorkload(ref, namespace)));
        }
        return found;
    }

    private OpsException none(StatusRequest request) {
        String where = request.allNamespaces()
                ? "any namespace of context " + cluster.context()
                : "namespace " + cluster.namespace() + " of context " + cluster.context();
        String what = request.files().isEmpty()
                ? "no workload" + (request.labels().isEmpty() ? "" : " with labels " + request.labels()) + " in "
                        + where
                : "no workload in " + String.join(", ", request.files());
        return new OpsException(FailureKind.NOT_FOUND, what).hint("cluster get deployments,statefulsets -A");
    }
}
