package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/** How fabric8 is to connect: a dead server is told of within seconds, and nothing is asked twice behind our back. */
final class ClientSettings {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    private ClientSettings() {}

    /** @param kubeconfig whose current context is the one to use */
    static Config of(JsonNode kubeconfig, String context) {
        try {
            Config config = Config.fromKubeconfig(kubeconfig.toString());
            return new ConfigBuilder(config)
                    .withConnectionTimeout(CONNECT_MILLIS)
                    .withRequestTimeout(REQUEST_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    .withUserAgent("fairlead")
                    .build();
        } catch (RuntimeException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "context " + context + " of the kubeconfig cannot be used: " + e.getMessage(),
                    e);
        }
    }
}
