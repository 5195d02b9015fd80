package dev.fairlead.script.job;

import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;

/** Where pods reach the API server. */
final class ApiAddress {
    private ApiAddress() {}

    /** By number where the server tells it, since a cluster may have no DNS; else by its usual name. */
    static String inside(ClusterClient cluster) {
        try {
            String address = cluster.get(ApiPath.of("v1", "default", "services").object("kubernetes"))
                    .path("spec")
                    .path("clusterIP")
                    .asText();
            if (!address.isEmpty() && !address.equals("None")) {
                return "https://" + (address.contains(":") ? "[" + address + "]" : address);
            }
        } catch (OpsException e) {
            // who may not read it relies on the name
        }
        return "https://kubernetes.default.svc";
    }
}
