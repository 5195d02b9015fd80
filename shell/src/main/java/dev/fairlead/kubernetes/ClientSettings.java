package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How fabric8 is to connect: a dead server is told of within seconds, and nothing is asked twice behind our back. */
final class ClientSettings {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    /** A connection that does not answer a ping for so long is broken; a watch would not notice otherwise. */
    private static final long PING_MILLIS = 5_000;

    /** What a user may consist of that is read here; fabric8 reads all others, for ten times the time. */
    private static final Set<String> PLAIN_USER =
            Set.of("client-certificate", "client-certificate-data", "client-key", "client-key-data", "token");

    private static final Set<String> PLAIN_CLUSTER =
            Set.of("server", "certificate-authority", "certificate-authority-data", "insecure-skip-tls-verify");

    private ClientSettings() {}

    /** @param kubeconfig whose current context is the one to use */
    static Config of(JsonNode kubeconfig, String context) {
        try {
            JsonNode chosen = named(kubeconfig.path("contexts"), context).path("context");
            JsonNode cluster = named(
                            kubeconfig.path("clusters"), chosen.path("cluster").asText())
                    .path("cluster");
            JsonNode user = named(kubeconfig.path("users"), chosen.path("user").asText())
                    .path("user");
            boolean plain = plain(cluster, PLAIN_CLUSTER) && plain(user, PLAIN_USER) && cluster.has("server");
            Config config = plain ? read(cluster, user) : Config.fromKubeconfig(kubeconfig.toString());
            ConfigBuilder builder = new ConfigBuilder(config)
                    .withConnectionTimeout(CONNECT_MILLIS)
                    .withRequestTimeout(REQUEST_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    // Its connection begins sooner, and nothing here sends many requests at once.
                    .withHttp2Disable(true)
                    .withWebsocketPingInterval(PING_MILLIS)
                    .withUserAgent("fairlead");
            if (user.has("tokenFile")) {
                Path file = Path.of(user.path("tokenFile").asText());
                builder.withOauthTokenProvider(new FreshToken(token(file), () -> token(file)));
            } else if (user.has("exec")) {
                builder.withOauthTokenProvider(
                        new FreshToken(token(config), () -> token(Config.fromKubeconfig(kubeconfig.toString()))));
            }
            return builder.build();
        } catch (RuntimeException e) {
            throw new OpsException(
                    FailureKind.INVALID,
                    "context " + context + " of the kubeconfig cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static @Nullable String token(Config config) {
        return config.getOauthToken() != null ? config.getOauthToken() : config.getAutoOAuthToken();
    }

    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token file " + file, e);
        }
    }

    private static Config read(JsonNode cluster, JsonNode user) {
        String keyFile = text(user, "client-key");
        String keyData = text(user, "client-key-data");
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(text(cluster, "server"))
                .withCaCertFile(text(cluster, "certificate-authority"))
                .withCaCertData(text(cluster, "certificate-authority-data"))
                .withTrustCerts(cluster.path("insecure-skip-tls-verify").asBoolean())
                .withClientCertFile(text(user, "client-certificate"))
                .withClientCertData(text(user, "client-certificate-data"))
                .withClientKeyFile(keyFile)
                .withClientKeyData(keyData)
                .withOauthToken(text(user, "token"));
        if (keyFile != null || keyData != null) {
            config.withClientKeyAlgo(Config.getKeyAlgorithm(keyFile, keyData));
        }
        return config.build();
    }

    private static boolean plain(JsonNode holder, Set<String> known) {
        return holder.properties().stream().allMatch(field -> known.contains(field.getKey()));
    }

    private static JsonNode named(JsonNode list, String name) {
        return KubeConfigFiles.named(list, name).orElse(MissingNode.getInstance());
    }

    private static @Nullable String text(JsonNode holder, String key) {
        return holder.path(key).asText(null);
    }
}
