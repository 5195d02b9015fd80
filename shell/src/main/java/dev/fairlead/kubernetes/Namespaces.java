package dev.fairlead.kubernetes;

import dev.fairlead.failure.OpsException;

/** Whether namespaces are there, as far as the user may see. */
public final class Namespaces {
    private Namespaces() {}

    /** Not where the user may not look: to work in a namespace one need not see it, and the server says the rest. */
    public static boolean isMissing(ClusterClient cluster, String name) {
        return OpsException.unlessDenied(
                        () -> cluster.find(ApiPath.namespace(name)).isEmpty())
                .orElse(false);
    }
}
