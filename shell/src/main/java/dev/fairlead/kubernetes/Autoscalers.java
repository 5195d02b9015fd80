package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which objects have their count of pods from a HorizontalPodAutoscaler. The autoscalers themselves are asked, since
 * servers before 1.22 do not note who set a count.
 */
public final class Autoscalers {
    private static final String KIND = "HorizontalPodAutoscaler";

    /** The newest that the server serves is asked for. */
    private static final List<String> VERSIONS = List.of("autoscaling/v2", "autoscaling/v2beta2", "autoscaling/v1");

    private final ClusterClient cluster;
    private final ProgressListener progress;
    private final Set<String> asked = new HashSet<>();
    private final Map<Scaled, JsonNode> scalers = new HashMap<>();

    private record Scaled(String namespace, String kind, String name) {}

    public Autoscalers(ClusterClient cluster, ProgressListener progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** The autoscaler; empty where there is none, or where it may not be known: that is warned of. */
    public Optional<JsonNode> find(String namespace, String kind, String name) {
        if (asked.add(namespace)) {
            addOfCluster(namespace);
        }
        return Optional.ofNullable(scalers.get(new Scaled(namespace, kind, name)));
    }

    /** The same as it is typed. */
    public Optional<String> of(String namespace, String kind, String name) {
        return find(namespace, kind, name)
                .map(scaler -> "horizontalpodautoscaler/"
                        + scaler.path("metadata").path("name").asText());
    }

    /** One that is not on the cluster yet. */
    public void add(JsonNode scaler, String namespace) {
        JsonNode target = scaler.path("spec").path("scaleTargetRef");
        scalers.put(
                new Scaled(
                        namespace,
                        target.path("kind").asText(),
                        target.path("name").asText()),
                scaler);
    }

    private void addOfCluster(String namespace) {
        Optional<String> version = VERSIONS.stream()
                .filter(served -> cluster.discovery().serves(served, KIND))
                .findFirst();
        if (version.isEmpty()) {
            return;
        }
        ApiPath path = cluster.discovery().find(version.get(), KIND).path(namespace);
        try {
            cluster.get(path).path("items").forEach(scaler -> add(scaler, namespace));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.DENIED) {
                throw e;
            }
            progress.warn("whether an autoscaler owns replicas in " + namespace + " is not known: " + e.message());
        }
    }

    /** The count that a manifest or an object says. */
    public static Optional<Integer> count(JsonNode object) {
        JsonNode replicas = object.path("spec").path("replicas");
        return replicas.isInt() ? Optional.of(replicas.asInt()) : Optional.empty();
    }
}
