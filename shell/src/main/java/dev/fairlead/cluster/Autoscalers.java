package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import dev.fairlead.progress.ProgressListener;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which objects have their count of pods from a HorizontalPodAutoscaler. The autoscalers themselves are asked, since
 * servers before 1.22 do not note who set a count.
 */
public final class Autoscalers {
    private final ClusterClient cluster;
    private final ProgressListener progress;
    private final Set<String> asked = new HashSet<>();
    private final Map<Scaled, String> scalers = new HashMap<>();

    private record Scaled(String namespace, String kind, String name) {}

    public Autoscalers(ClusterClient cluster, ProgressListener progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /** The autoscaler as it is typed; empty where there is none, or where it may not be known: that is warned of. */
    public Optional<String> of(String namespace, String kind, String name) {
        if (asked.add(namespace)) {
            addOfCluster(namespace);
        }
        return Optional.ofNullable(scalers.get(new Scaled(namespace, kind, name)));
    }

    /** One that is not on the cluster yet. */
    public void add(JsonNode scaler, String namespace) {
        JsonNode target = scaler.path("spec").path("scaleTargetRef");
        scalers.put(
                new Scaled(
                        namespace,
                        target.path("kind").asText(),
                        target.path("name").asText()),
                "horizontalpodautoscaler/"
                        + scaler.path("metadata").path("name").asText());
    }

    private void addOfCluster(String namespace) {
        try {
            ResourceType type = cluster.discovery().find("horizontalpodautoscalers.autoscaling");
            cluster.get(type.path(namespace)).path("items").forEach(scaler -> add(scaler, namespace));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.DENIED) {
                progress.warn("whether an autoscaler owns replicas in " + namespace + " is not known: " + e.message());
            } else if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
        }
    }

    /** The count that a manifest or an object says. */
    public static Optional<Integer> count(JsonNode object) {
        JsonNode replicas = object.path("spec").path("replicas");
        return replicas.isInt() ? Optional.of(replicas.asInt()) : Optional.empty();
    }
}
