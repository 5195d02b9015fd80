package dev.fairlead.script;

import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import java.util.List;

/** {@code cluster} in snippets. */
public final class ClusterApi {
    private final Clusters clusters;

    ClusterApi(Clusters clusters) {
        this.clusters = clusters;
    }

    /** Every context of the kubeconfig. */
    public List<KubeContext> contexts() {
        return clusters.contexts();
    }
}
