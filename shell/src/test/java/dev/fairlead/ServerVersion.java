package dev.fairlead;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.rollout.ScratchNamespace;
import java.util.Optional;

/** The version of the cluster's server. */
public final class ServerVersion {
    /** The version whose words, columns and fields are kept in files that tests compare. */
    private static final String RECORDED = "v1.20.";

    private ServerVersion() {}

    /** Skips what is compared with words of the recorded version: servers and runtimes of others have others. */
    public static void assumeRecorded() {
        String version = version();
        assumeTrue(
                version.startsWith(RECORDED),
                () -> "skipped: recorded on Kubernetes " + RECORDED + "x, not " + version
                        + "; set KUBECONFIG or FAIRLEAD_IT_SECOND_KUBECONFIG to such a cluster");
    }

    private static String version() {
        try (Clusters clusters = ScratchNamespace.clusters(Optional.empty(), "default")) {
            return clusters.open(ClusterScope.CURRENT)
                    .get(ApiPath.VERSION)
                    .path("gitVersion")
                    .asText();
        }
    }
}
