package dev.fairlead.gate;

import dev.fairlead.kubernetes.ClusterClient;
import java.util.Optional;

/**
 * What gates are asked about.
 *
 * @param cluster where it is; its namespace is the workload's
 * @param release the workload's name as the user knows it
 * @param candidate the Deployment whose newest revision is released
 * @param stable the Deployment that serves until then; the candidate itself in a rolling release, where its older
 *     revisions are the stable ones
 * @param image the candidate's
 * @param previewService a Service that selects only the candidate
 */
public record GateSubject(
        ClusterClient cluster,
        String release,
        String candidate,
        String stable,
        String image,
        Optional<String> previewService) {

    /** A release within one Deployment. */
    public static GateSubject rolling(ClusterClient cluster, String name, String image) {
        return new GateSubject(cluster, name, name, name, image, Optional.empty());
    }
}
