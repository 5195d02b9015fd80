package dev.fairlead.rollout.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.TlsServer;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that answer as an API server does only in its bad hours. */
final class ReflectorTest {
    private static final String GONE = "{\"kind\": \"Status\", \"code\": 410, \"message\": \"too old\"}";
    private static final String HOLD = "hold";
    private static final String CUT = "cut";

    @TempDir
    private Path home;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<List<String>> watches = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ChangedKeys changed = new ChangedKeys();
    private volatile List<String> pods = List.of("a");
    private volatile String token = "";
    private HttpServer server;
    private Clusters clusters;

    @BeforeEach
    void start() throws IOException {
        // A login is sent over TLS only.
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context()));
        server = secured;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        Files.writeString(home.resolve("token"), "first");
        Files.writeString(home.resolve("config"), """
                current-context: fake
                clusters: [{name: fake, cluster: {server: 'https://localhost:%d', certificate-authority: %s}}]
                users: [{name: me, user: {tokenFile: %s}}]
                contexts: [{name: fake, context: {cluster: fake, user: me}}]
                """.formatted(
                        server.getAddress().getPort(), TlsServer.file("authority.crt"), home.resolve("token")));
        clusters = new Clusters(
                Settings.of(Map.of("KUBECONFIG", home.resolve("config").toString()), home, home),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @AfterEach
    void stop() {
        clusters.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void changesOfAWatchAreTaken() {
        watches.add(List.of(event("ADDED", pod("b")), event("DELETED", pod("a")), HOLD));
        try (Reflector<Pod> reflector = feed()) {
            reflector.await();
            ScratchNamespace.await(() -> names(reflector).equals(List.of("b")));
            assertEquals(List.of("list", "watch 5"), asked);
        }
    }

    @Test
    void anExpiredVersionIsListedAnewAndIsNoTrouble() {
        watches.add(List.of(event("ERROR", GONE)));
        watches.add(List.of("410"));
        watches.add(List.of(event("ADDED", pod("b")), HOLD));
        try (Reflector<Pod> reflector = feed()) {
            reflector.await();
            pods = List.of("c");
            ScratchNamespace.await(() -> names(reflector).equals(List.of("b", "c")));
            assertEquals(List.of("list", "watch 5", "list", "watch 5", "list", "watch 5"), asked);
            assertTrue(reflector.trouble().isEmpty());
        }
    }

    @Test
    void aWatchThatEndsInPeaceGoesOnWhereItWas() {
        watches.add(List.of(event("BOOKMARK", "{\"metadata\": {\"resourceVersion\": \"9\"}}")));
        watches.add(List.of(HOLD));
        try (Reflector<Pod> reflector = feed()) {
            reflector.await();
            ScratchNamespace.await(() -> asked.equals(List.of("list", "watch 5", "watch 9")));
        }
    }

    @Test
    void aCutIsTroubleUntilEverythingIsListedAnew() {
        watches.add(List.of(event("ADDED", pod("b")), CUT));
        try (Reflector<Pod> reflector = feed()) {
            reflector.await();
            ScratchNamespace.await(() -> reflector.trouble().isPresent());
            assertEquals(
                    FailureKind.UNREACHABLE, reflector.trouble().orElseThrow().kind());
            pods = List.of("c");
            watches.add(List.of(HOLD));
            ScratchNamespace.await(() -> reflector.trouble().isEmpty());
            assertEquals(List.of("c"), names(reflector));
        }
    }

    @Test
    void anExpiredTokenIsReadAnew() throws IOException {
        token = "first";
        watches.add(List.of(CUT));
        watches.add(List.of(HOLD));
        try (Reflector<Pod> reflector = feed()) {
            reflector.await();
            Files.writeString(home.resolve("token"), "second");
            token = "second";
            pods = List.of("d");
            ScratchNamespace.await(() ->
                    names(reflector).equals(List.of("d")) && reflector.trouble().isEmpty());
        }
    }

    @Test
    void whatIsRefusedAtFirstIsToldAtOnce() {
        token = "another";
        try (Reflector<Pod> reflector = feed()) {
            OpsException failed = assertThrows(OpsException.class, reflector::await);
            assertEquals(FailureKind.DENIED, failed.kind());
        }
    }

    private Reflector<Pod> feed() {
        ClusterClient cluster = clusters.open(ClusterScope.CURRENT);
        Reflector<Pod> reflector = new Reflector<>(cluster, ListWatch.of(cluster, Pod.class, "default"), changed);
        reflector.start();
        return reflector;
    }

    private static List<String> names(Reflector<Pod> reflector) {
        return reflector.items().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
                send(exchange, 406, "{}");
                return;
            }
            String bearer = exchange.getRequestHeaders().getFirst("Authorization");
            if (!token.isEmpty() && !("Bearer " + token).equals(bearer)) {
                send(exchange, 401, "{\"kind\": \"Status\", \"code\": 401, \"message\": \"Unauthorized\"}");
                return;
            }
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            if (query.contains("watch=true")) {
                asked.add("watch " + query.replaceFirst(".*resourceVersion=", ""));
                watch(exchange, watches.take());
            } else {
                asked.add("list");
                send(
                        exchange,
                        200,
                        "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"metadata\": {\"resourceVersion\": \"5\"}, \"items\": ["
                                + String.join(
                                        ",",
                                        pods.stream().map(ReflectorTest::pod).toList())
                                + "]}");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch(HttpExchange exchange, List<String> lines) throws IOException, InterruptedException {
        if (lines.equals(List.of("410"))) {
            send(exchange, 410, GONE);
            return;
        }
        // A cut is an answer that ends before the length that it announced.
        exchange.sendResponseHeaders(200, lines.contains(CUT) ? 100_000 : 0);
        for (String line : lines) {
            if (line.equals(HOLD)) {
                exchange.getResponseBody().flush();
                Thread.currentThread().join();
            } else if (line.equals(CUT)) {
                exchange.getResponseBody().flush();
                throw new IOException("cut");
            }
            exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseBody().close();
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String event(String type, String object) {
        return "{\"type\": \"" + type + "\", \"object\": " + object + "}";
    }

    private static String pod(String name) {
        return "{\"metadata\": {\"name\": \"%1$s\", \"uid\": \"%1$s\", \"resourceVersion\": \"6\"}}".formatted(name);
    }
}
