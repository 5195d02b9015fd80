package dev.fairlead.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.Proxies;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a context of the kubeconfig leads to its server, by kubectl's rules; fabric8 is handed what comes of it. */
final class ClusterAccess {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    /** A connection that does not answer a ping for so long is broken; a watch would not notice otherwise. */
    private static final long PING_MILLIS = 5_000;

    private final String context;
    private final KubeCluster cluster;
    private final UserLogin login;
    private final ConnectionRules rules;
    private final Config config;

    private ClusterAccess(String context, KubeCluster cluster, KubeUser user, UserLogin login, ConnectionRules rules) {
        this.context = context;
        this.cluster = cluster;
        this.login = login;
        this.rules = rules;
        this.config = config(cluster, user, login);
    }

    /**
     * That of a context. Reads its certificates, and asks nobody.
     *
     * @throws OpsException that says where the context leads nowhere
     */
    static ClusterAccess of(JsonNode kubeconfig, String context, Settings settings) {
        return within(context, () -> read(kubeconfig, context, settings));
    }

    private static ClusterAccess read(JsonNode kubeconfig, String context, Settings settings) {
        KubeEntry chosen = new KubeEntry(
                "context " + context,
                KubeConfigFiles.named(kubeconfig.path("contexts"), context)
                        .orElseThrow()
                        .path("context"));
        String clusterName = chosen.text("cluster").orElseThrow(() -> chosen.invalid("names no cluster"));
        KubeCluster cluster = KubeCluster.of(required(chosen, kubeconfig, "cluster", clusterName));
        String userName = chosen.text("user").orElse("");
        KubeEntry nobody = new KubeEntry("user", MissingNode.getInstance());
        KubeEntry named = userName.isEmpty() ? nobody : required(chosen, kubeconfig, "user", userName);
        KubeUser user = KubeUser.of(named, cluster.isSecure());
        UserLogin login = new UserLogin(user, () -> user.plugin().orElseThrow().run(cluster, settings));
        return new ClusterAccess(context, cluster, user, login, rules(cluster, settings));
    }

    private static KubeEntry required(KubeEntry context, JsonNode kubeconfig, String field, String name) {
        JsonNode found = KubeConfigFiles.named(kubeconfig.path(field + "s"), name)
                .orElseThrow(() -> context.invalid(
                                "names the " + field + " " + name + ", which the kubeconfig does not have")
                        .hint("cluster contexts"));
        return new KubeEntry(field + " " + name, found.path(field));
    }

    /** A failure says in which context. */
    private static <T> T within(String context, Supplier<T> work) {
        try {
            return work.get();
        } catch (OpsException e) {
            String place = "context " + context;
            throw e.kind() == FailureKind.CANCELLED || e.message().startsWith(place)
                    ? e
                    : new OpsException(e.kind(), place + ": " + e.message(), e.details(), e.hints(), e);
        }
    }

    /**
     * Sees to it that there is a login which has not expired.
     *
     * @return whether requests now carry another certificate than before
     */
    boolean prepare() {
        return within(context, login::prepare);
    }

    /** As {@link UserLogin#renew}. */
    boolean renew(@Nullable String refused) {
        return within(context, () -> login.renew(refused));
    }

    Config config() {
        return config;
    }

    String server() {
        return cluster.server();
    }

    UserLogin login() {
        return login;
    }

    /** With the certificate that the user logs in with now. */
    ConnectionRules rules() {
        return login.certificate().map(known -> rules.with(known.keys())).orElse(rules);
    }

    /** For whom the server's certificate is to be, where that is not the host of its address. */
    Optional<String> serverName() {
        return cluster.serverName();
    }

    private static ConnectionRules rules(KubeCluster cluster, Settings settings) {
        ConnectionRules rules = ConnectionRules.of(settings.environment());
        if (cluster.proxy().isPresent()) {
            rules = rules.through(Proxies.always(cluster.proxy().get()));
        }
        if (cluster.insecure()) {
            rules = rules.trustingAnybody();
        } else if (!cluster.authorities().isEmpty()) {
            rules = rules.trusting(cluster.authorities());
        }
        return cluster.serverName().map(rules::named).orElse(rules);
    }

    private static Config config(KubeCluster cluster, KubeUser user, UserLogin login) {
        Map<String, String> headers = new LinkedHashMap<>();
        KubeUser.Impersonation as = user.impersonation();
        if (!as.uid().isEmpty()) {
            headers.put("Impersonate-Uid", as.uid());
        }
        if (!cluster.compressed()) {
            headers.put("Accept-Encoding", "identity");
        }
        ConfigBuilder config = new ConfigBuilder(Config.empty())
                .withMasterUrl(cluster.server())
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                // Its connection begins sooner, and nothing here sends many requests at once.
                .withHttp2Disable(true)
                .withWebsocketPingInterval(PING_MILLIS)
                .withUserAgent("fairlead")
                .withCustomHeaders(headers);
        if (!as.user().isEmpty()) {
            config.withImpersonateUsername(as.user())
                    .withImpersonateGroups(as.groups().toArray(String[]::new))
                    .withImpersonateExtras(as.extra());
        }
        if (user.name().isPresent() || user.password().isPresent()) {
            return config.withUsername(user.name().orElse(""))
                    .withPassword(user.password().orElse(""))
                    .build();
        }
        return config.withOauthTokenProvider(login).build();
    }
}
