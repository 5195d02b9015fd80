package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterClientTest {
    @TempDir
    private Path home;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Files.writeString(
                home.resolve("config"), """
                current-context: fake
                clusters: [{name: fake, cluster: {server: 'http://127.0.0.1:%d'}}]
                contexts: [{name: fake, context: {cluster: fake}}]
                """.formatted(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anInterruptedThreadSendsNothing() {
        String config = home.resolve("config").toString();
        try (Clusters clusters = new Clusters(
                Settings.of(Map.of("KUBECONFIG", config), home, home),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())) {
            ClusterClient client = clusters.open(ClusterScope.CURRENT);
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                assertThrows(Cancelled.class, () -> client.get(ApiPath.sandbox("interrupted")));
                Thread.interrupted();
                client.get(ApiPath.sandbox("heard"));
            }
        }
        assertEquals(Collections.nCopies(20, "/sandbox/heard"), asked);
    }
}
