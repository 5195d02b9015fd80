package dev.fairlead.prometheus;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Prometheus is asked; the one of the settings where both are empty.
 *
 * @param url of its HTTP API, without {@code /api/v1}
 * @param service one in the cluster, asked through the API server's proxy
 */
public record MetricSource(Optional<URI> url, Optional<ServicePort> service) {
    /** A port of a Service, by name or number. */
    public record ServicePort(String namespace, String name, String port, String path) {
        private static final Pattern TEXT =
                Pattern.compile("([a-z0-9][a-z0-9-]*)/([a-z0-9][a-z0-9-]*):([a-z0-9][a-z0-9-]*)((?:/[\\w.~-]+)*+)/?");

        public static ServicePort parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no Service; write e.g. monitoring/prometheus:9090");
            }
            return new ServicePort(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
        }

        @Override
        public String toString() {
            return namespace + "/" + name + ":" + port + path;
        }
    }

    /** @throws IllegalArgumentException that says what would be right; text with a password is not repeated */
    public static URI url(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException("a password does not belong in a URL;"
                        + " set FAIRLEAD_PROMETHEUS_USER and FAIRLEAD_PROMETHEUS_PASSWORD");
            }
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme()) && uri.getQuery() == null) {
                return URI.create(text.replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            throw e.getMessage() != null && e.getMessage().startsWith("a password") ? e : notOne(text);
        }
        throw notOne(text);
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no URL of a Prometheus; write e.g. http://prometheus.example.com:9090");
    }
}
