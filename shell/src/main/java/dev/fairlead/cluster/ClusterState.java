package dev.fairlead.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cluster in short.
 *
 * @param version the API server's
 * @param latencyMillis of one small request over an open connection
 * @param nodesReady of {@code nodes}; both empty where the user may not list nodes
 * @param apiGroups how many groups of kinds the server serves
 * @param user who the server says we are; else the kubeconfig's name for the user
 * @param groups empty where the server does not tell
 * @param certificateExpires when the client certificate ends, where one is used
 */
public record ClusterState(
        String context,
        String namespace,
        String server,
        String version,
        String platform,
        long latencyMillis,
        Optional<Integer> nodesReady,
        Optional<Integer> nodes,
        int apiGroups,
        String user,
        List<String> groups,
        Optional<Instant> certificateExpires) {
    public ClusterState {
        groups = List.copyOf(groups);
    }
}
