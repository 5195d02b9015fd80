package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment as scripts see it; the counts are of pods.
 *
 * @param replicas how many are wanted
 * @param updated how many are of the newest revision
 */
public record DeploymentSummary(
        String name,
        String namespace,
        int replicas,
        int updated,
        int ready,
        int available,
        Instant created,
        List<String> images) {

    public DeploymentSummary {
        images = List.copyOf(images);
    }

    static DeploymentSummary of(ObjectTable.Row row) {
        JsonNode object = row.object();
        JsonNode status = object.path("status");
        List<String> images = new ArrayList<>();
        object.at("/spec/template/spec/containers")
                .forEach(c -> images.add(c.path("image").asText()));
        return new DeploymentSummary(
                row.name(),
                row.namespace(),
                object.path("spec").path("replicas").asInt(1),
                status.path("updatedReplicas").asInt(),
                status.path("readyReplicas").asInt(),
                status.path("availableReplicas").asInt(),
                Instant.parse(object.path("metadata").path("creationTimestamp").asText()),
                images);
    }
}
