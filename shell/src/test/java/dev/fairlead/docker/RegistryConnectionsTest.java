package dev.fairlead.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.TlsServer;
import dev.fairlead.http.TunnelProxy;
import dev.fairlead.image.ImageReference;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a registry over HTTPS is reached. */
final class RegistryConnectionsTest {
    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private TlsServer server;
    private String near;

    @BeforeEach
    void start() throws IOException {
        server = TlsServer.start().answers(200, "{\"tags\": [\"v1\"]}");
        // A registry on this machine is asked over plain HTTP, unless its name hides where it is.
        near = "registry.internal:" + server.port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void dockersDirectoryHoldsAuthoritiesAndALoginForEachRegistry() throws IOException {
        try (TunnelProxy proxy = TunnelProxy.to(server.port())) {
            environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            OpsException untrusted = assertThrows(OpsException.class, () -> tags(near));
            assertEquals(FailureKind.DENIED, untrusted.kind());
            Path directory = Files.createDirectories(home.resolve("certs.d").resolve(near));
            Files.copy(TlsServer.file("authority.crt"), directory.resolve("ca.crt"));
            assertEquals(List.of("v1"), tags(near));
            Files.copy(TlsServer.file("client.crt"), directory.resolve("client.cert"));
            Files.copy(TlsServer.file("client.key"), directory.resolve("client.key"));
            assertEquals(List.of("v1"), tags(near));
            String asked = "GET /v2/team/web/tags/list?n=1000";
            assertEquals(List.of(asked, asked + " O=team,CN=deployer"), server.asked());
            assertThrows(OpsException.class, () -> tags("other.internal:443"));
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() {
        environment.put("https_proxy", "127.0.0.1:1");
        OpsException failure = assertThrows(OpsException.class, () -> tags(near));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertEquals(
                "no way to registry " + near + ": the proxy http://127.0.0.1:1 does not answer: connection refused",
                failure.message());
    }

    private List<String> tags(String registry) {
        RegistryConnections connections =
                new RegistryConnections(Settings.of(environment, home, home), home.resolve("certs.d"));
        RegistryClient client = new RegistryClient(host -> Optional.empty(), host -> false, connections);
        return client.tags(ImageReference.parse(registry + "/team/web"));
    }
}
