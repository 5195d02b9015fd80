package dev.fairlead.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.Optional;

/**
 * The Service that selects only the candidate.
 *
 * @param port by which it is asked
 * @param targetPort what that is at a pod, by name or number
 */
record PreviewService(String name, String port, String targetPort) {
    /** @throws OpsException of kind NOT_FOUND when there is no such Service, USAGE when it has no such port */
    static PreviewService of(ClusterClient cluster, String name, Optional<String> wanted) {
        JsonNode service =
                cluster.get(ApiPath.of("v1", cluster.namespace(), "services").object(name));
        for (JsonNode port : service.path("spec").path("ports")) {
            String number = port.path("port").asText();
            if (wanted.isEmpty()
                    || wanted.get().equals(number)
                    || wanted.get().equals(port.path("name").asText(""))) {
                return new PreviewService(name, number, port.path("targetPort").asText(number));
            }
        }
        throw new OpsException(
                FailureKind.USAGE, "service/" + name + " has no port " + wanted.orElse("") + "; say e.g. port=80");
    }
}
