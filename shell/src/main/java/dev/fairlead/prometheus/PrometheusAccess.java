package dev.fairlead.prometheus;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpHeader;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.SingleRequest;
import dev.fairlead.settings.Preference;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Which Prometheus is meant, and with which login: {@code gates.prometheus}, and the variables that begin as
 * its own. */
public final class PrometheusAccess {
    private static final String DEFAULT = PreferenceKey.GATES_PROMETHEUS.variable();

    private final Settings settings;
    private final ClusterClient cluster;

    public PrometheusAccess(Settings settings, ClusterClient cluster) {
        this.settings = settings;
        this.cluster = cluster;
    }

    /** @throws OpsException of kind USAGE when neither the source nor the user's settings name one */
    public PrometheusApi open(MetricSource source) {
        if (source.url().isPresent()) {
            return direct(source.url().get());
        }
        if (source.service().isPresent()) {
            return proxied(source.service().get());
        }
        return settled(settings.preference(PreferenceKey.GATES_PROMETHEUS)
                .orElseThrow(() -> new OpsException(
                                FailureKind.USAGE,
                                "no Prometheus is named: add url=… or service=NAMESPACE/NAME:PORT, or set " + DEFAULT)
                        .hint("export " + DEFAULT + "=http://prometheus.example.com:9090")));
    }

    /** Whether what is asked lies outside of the cluster. */
    public static boolean isOutside(MetricSource source, Settings settings) {
        return source.url().isPresent()
                || source.service().isEmpty()
                        && settings.preference(PreferenceKey.GATES_PROMETHEUS)
                                .map(settled -> settled.value().startsWith("http"))
                                .orElse(false);
    }

    private PrometheusApi settled(Preference named) {
        try {
            return named.value().contains("://")
                    ? direct(MetricSource.url(named.value()))
                    : proxied(MetricSource.ServicePort.parse(named.value()));
        } catch (IllegalArgumentException e) {
            throw new OpsException(FailureKind.USAGE, named.source() + ": " + named.key() + ": " + e.getMessage(), e);
        }
    }

    private PrometheusApi direct(URI url) {
        ConnectionRules rules = ConnectionRules.of(settings.environment());
        return new PrometheusApi(SingleRequest.client(rules), true, url.toString(), url.toString(), login());
    }

    /** The API server takes the login for itself: a Prometheus behind it gets none. */
    private PrometheusApi proxied(MetricSource.ServicePort service) {
        String of = service.name() + ":" + service.port();
        ApiPath path = ApiPath.proxied(service.namespace(), "services", of, service.path());
        return new PrometheusApi(cluster.proxying(), false, cluster.uri(path), "service " + service, List.of());
    }

    private List<HttpHeader> login() {
        String token = settings.variable(DEFAULT + "_TOKEN", "");
        String user = settings.variable(DEFAULT + "_USER", "");
        if (!token.isEmpty()) {
            return List.of(new HttpHeader("Authorization", "Bearer " + token));
        }
        if (user.isEmpty()) {
            return List.of();
        }
        String pair = user + ":" + settings.variable(DEFAULT + "_PASSWORD", "");
        return List.of(new HttpHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
    }
}
