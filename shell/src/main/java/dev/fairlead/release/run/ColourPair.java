package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.release.plan.ColourPairs;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.record.ReleaseObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The two Deployments of a workload that was released blue-green.
 *
 * @param workload as the user knows it
 * @param serving the one that the Services send to
 * @param resting the one that served before, without pods
 */
public record ColourPair(ObjectName workload, ObjectName serving, ObjectName resting) {

    /** The pair that a Deployment is one of; empty where it is none, or the user may not look. */
    public static Optional<ColourPair> of(ClusterClient cluster, ObjectName deployment) {
        return OpsException.unlessDenied(() -> {
                    List<JsonNode> services = services(cluster);
                    return services.isEmpty()
                            ? Optional.<ColourPair>empty()
                            : among(services, new ReleaseObjects(cluster), deployment);
                })
                .flatMap(pair -> pair);
    }

    /** The Services of the namespace that select by a colour. */
    static List<JsonNode> services(ClusterClient cluster) {
        List<JsonNode> services = new ArrayList<>();
        cluster.get(ApiPath.of("v1", cluster.namespace(), "services"))
                .path("items")
                .forEach(service -> services.add(service));
        services.removeIf(service -> ColourPairs.of(service).isEmpty());
        return services;
    }

    private static Optional<ColourPair> among(List<JsonNode> services, ReleaseObjects objects, ObjectName deployment) {
        List<String> names = new ArrayList<>(List.of(deployment.name()));
        if (deployment.name().endsWith(ColourPairs.SUFFIX)) {
            names.add(deployment.name().substring(0, deployment.name().length() - ColourPairs.SUFFIX.length()));
        }
        for (String name : names) {
            ObjectName blue = ObjectName.deployment(name);
            ObjectName green = ObjectName.deployment(name + ColourPairs.SUFFIX);
            Optional<String> color = objects.find(green)
                    .map(object -> ColourPairs.selected(services, object))
                    .filter(selected -> !selected.isEmpty());
            if (color.isPresent()) {
                boolean isGreen = color.get().equals(ColourPairs.GREEN);
                return Optional.of(new ColourPair(blue, isGreen ? green : blue, isGreen ? blue : green));
            }
        }
        return Optional.empty();
    }
}
