package dev.fairlead.kubernetes;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.http.ConnectionRules;
import dev.fairlead.http.HttpReply;
import dev.fairlead.http.NoReply;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leads requests into the cluster: through the API server's proxy, and where that is forbidden, has no route or would
 * swallow a header, through a port-forward, so that a laptop is enough. Safe for several threads.
 */
public final class ServiceProxy implements AutoCloseable {
    /** What the API server takes for itself. */
    private static final List<String> SWALLOWED = List.of("authorization", "host", "connection", "upgrade");

    private final ClusterClient cluster;

    /** To this machine's end of a port-forward; any certificate will do, as for the kubelet's probes. */
    private final HttpClient direct =
            SingleRequest.client(ConnectionRules.of(Map.of()).trustingAnybody());

    private volatile boolean proxied;
    private volatile boolean forwardOnly;

    public ServiceProxy(ClusterClient cluster) {
        this.cluster = cluster;
    }

    /**
     * Asks a pod.
     *
     * @throws NoReply when the pod gives no answer
     * @throws OpsException when no way leads to it
     */
    public HttpReply pod(String name, int port, String scheme, String path, SingleRequest request) throws NoReply {
        if (!forwardOnly && passes(request)) {
            Optional<HttpReply> reply = proxied("pods", prefix(scheme) + name + ":" + port, path, request);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return forwarded(name, port, scheme, path, request);
    }

    /** Asks a Service; empty where the API server's proxy does not lead there. */
    public Optional<HttpReply> service(String name, String port, String scheme, String path, SingleRequest request)
            throws NoReply {
        return forwardOnly || !passes(request)
                ? Optional.empty()
                : proxied("services", prefix(scheme) + name + ":" + port, path, request);
    }

    private static boolean passes(SingleRequest request) {
        return request.headers().stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .noneMatch(name -> SWALLOWED.contains(name) || name.startsWith("impersonate-"));
    }

    private static String prefix(String scheme) {
        return scheme.equals("https") ? "https:" : "";
    }

    /** Empty where another way may lead there. */
    private Optional<HttpReply> proxied(String plural, String of, String path, SingleRequest request) throws NoReply {
        String proxy = ApiPath.proxied(cluster.namespace(), plural, of, "").toString();
        ApiPath asked = ApiPath.proxied(cluster.namespace(), plural, of, path);
        try {
            HttpReply reply = request.send(cluster.proxying(), cluster.uri(asked));
            Optional<ProxyRefusal> refusal = ProxyRefusal.of(reply);
            if (refusal.isEmpty()) {
                proxied = true;
                return Optional.of(new HttpReply(reply.code(), within(proxy, reply.location()), reply.body()));
            }
            if (!refusal.get().elsewhere()) {
                throw new NoReply(refusal.get().why(), false);
            }
            forwardOnly = true;
            return Optional.empty();
        } catch (NoReply e) {
            if (!e.isLate() || proxied) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A redirect's target without what the proxy put before it. */
    private static String within(String proxy, String location) {
        int at = location.indexOf(proxy);
        return at < 0 ? location : location.substring(at + proxy.length());
    }

    private HttpReply forwarded(String pod, int port, String scheme, String path, SingleRequest request)
            throws NoReply {
        String doing = "forward a port of pod " + pod;
        try (LocalPortForward forward = cluster.translated(
                doing, () -> cluster.client().pods().withName(pod).portForward(port))) {
            try {
                HttpReply reply = request.send(direct, scheme + "://127.0.0.1:" + forward.getLocalPort() + path);
                forwardOnly = true;
                return reply;
            } catch (NoReply e) {
                throw explained(forward, e);
            }
        } catch (IOException e) {
            throw new OpsException(FailureKind.UNREACHABLE, "cannot " + doing + ": " + SystemFailures.why(e), e);
        }
    }

    /** The pod's silence, or why the port-forward did not come about. */
    private NoReply explained(LocalPortForward forward, NoReply silence) {
        List<Throwable> thrown = Stream.concat(
                        forward.getServerThrowables().stream(), forward.getClientThrowables().stream())
                .toList();
        Optional<WebSocketHandshakeException> refused = thrown.stream()
                .filter(WebSocketHandshakeException.class::isInstance)
                .map(WebSocketHandshakeException.class::cast)
                .findFirst();
        if (refused.isPresent()) {
            throw noDoor(refused.get().getResponse().code());
        }
        boolean closed = thrown.stream().map(String::valueOf).anyMatch(text -> text.contains("refused"));
        return closed ? new NoReply("refuses the connection", false) : silence;
    }

    private OpsException noDoor(int code) {
        String where = " in namespace " + cluster.namespace() + " of context " + cluster.context();
        return code == 401 || code == 403
                ? new OpsException(FailureKind.DENIED, "may use neither pods/proxy nor pods/portforward" + where)
                : new OpsException(
                        FailureKind.UNREACHABLE,
                        "the API server's proxy leads to no pod, and a port-forward is answered " + code + where);
    }

    @Override
    public void close() {
        direct.close();
    }
}
