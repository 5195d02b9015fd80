package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.traffic.RequestMatch;
import dev.fairlead.traffic.RouteChoice;
import dev.fairlead.traffic.Routes;
import dev.fairlead.traffic.Traffic;
import dev.fairlead.traffic.TrafficRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds where the requests of a canary are shared out. Where several Services select the pods that serve, one of them is
 * shared out: the first that a route carries, the one of the Deployment's name before all others, and those in the order
 * of their names. What becomes of the others' requests is told in the plan.
 */
final class RouteFinding {
    private final Traffic traffic;
    private final ProgressListener progress;
    private final ObjectName stable;
    private final Strategy.Canary canary;

    RouteFinding(ClusterClient cluster, ProgressListener progress, ObjectName stable, Strategy.Canary canary) {
        this.traffic = new Traffic(cluster, progress);
        this.progress = progress;
        this.stable = stable;
        this.canary = canary;
    }

    /**
     * The routes; empty where no Service selects the pods.
     *
     * @param selecting the Services that select the pods that serve
     * @throws OpsException when a route or a match was asked for and cannot be had
     */
    Optional<Routes> find(List<JsonNode> selecting, JsonNode template) {
        List<String> services = selecting.stream()
                .map(service -> service.at("/metadata/name").asText())
                .sorted(Comparator.comparing((String name) -> !name.equals(stable.name()))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (services.isEmpty()) {
            refuseWithout();
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>();
        template.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        try {
            return Optional.of(find(services, labels));
        } catch (OpsException e) {
            if (e.kind() != FailureKind.DENIED || isAsked()) {
                throw e;
            }
            progress.warn("whether a route carries the requests of " + stable + " is not known, so the number of pods"
                    + " shares them: " + e.message());
            return Optional.empty();
        }
    }

    private Routes find(List<String> services, Map<String, String> labels) {
        for (String service : services) {
            Optional<Routes> found = carrying(service, labels);
            if (found.isPresent()) {
                return canary.matches().isEmpty() ? found.get() : find(service, labels, canary.matches());
            }
        }
        // It says why there is none, or that the pods are to share.
        return find(services.get(0), labels, canary.matches());
    }

    private Optional<Routes> carrying(String service, Map<String, String> labels) {
        try {
            return Optional.of(find(service, labels, List.of())).filter(Routes::weigh);
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Routes find(String service, Map<String, String> labels, List<RequestMatch> matches) {
        return traffic.find(new TrafficRequest(stable.toString(), service, labels, canary.route(), matches));
    }

    private boolean isAsked() {
        return canary.route() != RouteChoice.AUTO || !canary.matches().isEmpty();
    }

    private void refuseWithout() {
        if (isAsked() && canary.route() != RouteChoice.REPLICAS) {
            throw new OpsException(
                            FailureKind.NOT_FOUND,
                            "no service selects the pods of " + stable + ", so no route carries their requests")
                    .hint("cluster get services");
        }
    }
}
