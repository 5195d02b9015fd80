package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.rollout.deploy.CheckedWrite;
import dev.fairlead.traffic.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read before a release is planned.
 *
 * @param id of the release to come
 * @param namespace where it is
 * @param stable the name of the Deployment that serves
 * @param drafts what deploying would write, in order, the Deployment that serves last
 * @param services of the namespace
 * @param autoscaler the HorizontalPodAutoscaler of the Deployment that serves
 * @param others by their names, the objects in the way of the names that the release makes, and all other Deployments
 *     where the release is to switch Services
 * @param servingHash the {@code pod-template-hash} of the ReplicaSet that serves; empty where there is none
 * @param routes what carries the requests of the pods that serve; looked for only where a canary is beside them
 */
public record ReleaseObservation(
        String id,
        String namespace,
        String stable,
        List<CheckedWrite> drafts,
        List<JsonNode> services,
        Optional<JsonNode> autoscaler,
        Map<ObjectName, JsonNode> others,
        String servingHash,
        Optional<Routes> routes) {

    CheckedWrite deployment() {
        return drafts.get(drafts.size() - 1);
    }

    public Optional<JsonNode> serving() {
        return deployment().before();
    }

    /** As the server would make it. */
    JsonNode desired() {
        return deployment().after();
    }

    public int replicas() {
        return serving().map(d -> d.at("/spec/replicas").asInt(1)).orElse(0);
    }

    public ReleaseObservation routed(Optional<Routes> found) {
        return new ReleaseObservation(id, namespace, stable, drafts, services, autoscaler, others, servingHash, found);
    }

    /** The Service of that name. */
    Optional<JsonNode> service(String name) {
        return services.stream()
                .filter(s -> s.at("/metadata/name").asText().equals(name))
                .findFirst();
    }

    /** The Services that select the pods of a template. */
    public List<JsonNode> selecting(JsonNode template) {
        return services.stream()
                .filter(s -> ServiceSelectors.selects(ServiceSelectors.of(s), template.at("/metadata/labels")))
                .toList();
    }
}
