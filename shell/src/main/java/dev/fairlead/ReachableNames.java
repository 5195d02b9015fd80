package dev.fairlead;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.command.Candidate;
import dev.fairlead.completion.CompletionScope;
import dev.fairlead.completion.Names;
import dev.fairlead.image.ImageService;
import dev.fairlead.image.ImageSummary;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Where completion finds the names that exist. */
final class ReachableNames {
    private static final int MOST = 500;
    private static final String NAMES_ONLY =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    private static final List<String> WORKLOADS = List.of("deployment", "statefulset", "daemonset");

    private final Clusters clusters;
    private final Supplier<ImageService> images;

    ReachableNames(Clusters clusters, Supplier<ImageService> images) {
        this.clusters = clusters;
        this.images = images;
    }

    Map<Candidate, Names> sources() {
        return Map.of(
                Candidate.CONTEXT,
                place -> clusters.contexts().stream().map(KubeContext::name).toList(),
                Candidate.NAMESPACE,
                place -> names(client(place), "namespaces"),
                Candidate.KIND,
                this::kinds,
                Candidate.OBJECT,
                place -> names(client(place), place.kind()),
                Candidate.POD,
                place -> names(client(place), "pods"),
                Candidate.WORKLOAD,
                this::workloads,
                Candidate.IMAGE,
                place -> images.get().list(Optional.empty(), false).stream()
                        .filter(ImageSummary::isNamed)
                        .map(ImageSummary::reference)
                        .toList());
    }

    private List<String> kinds(CompletionScope place) {
        return client(place).discovery().all().stream()
                .filter(type -> type.verbs().contains("list"))
                .map(ResourceType::plural)
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> workloads(CompletionScope place) {
        ClusterClient client = client(place);
        List<String> found = new ArrayList<>();
        for (String kind : WORKLOADS) {
            names(client, kind).forEach(name -> found.add(kind + "/" + name));
        }
        return found;
    }

    private static List<String> names(ClusterClient client, String kind) {
        ResourceType type = client.discovery().find(kind);
        ApiPath path = type.path(client.namespace()).with("limit", MOST);
        List<String> names = new ArrayList<>();
        for (JsonNode item : client.get(path, NAMES_ONLY).path("items")) {
            names.add(item.path("metadata").path("name").asText());
        }
        return names;
    }

    private ClusterClient client(CompletionScope place) {
        return clusters.open(new ClusterScope(given(place.context()), given(place.namespace())));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }
}
