package dev.fairlead.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.TlsServer;
import dev.fairlead.http.TunnelProxy;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ManifestUrlTest {
    private final Map<String, String> environment = new HashMap<>(
            Map.of("SSL_CERT_FILE", TlsServer.file("authority.crt").toString()));

    @Test
    void aManifestIsReadFromItsUrlThroughTheProxy() throws IOException {
        try (TlsServer server = TlsServer.start();
                TunnelProxy proxy = TunnelProxy.to(server.port())) {
            server.answers(200, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n");
            String near = "https://localhost:" + server.port() + "/web.yaml?v=1";
            assertEquals(List.of("web"), names(near));
            environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port());
            assertEquals(List.of("web"), names("https://registry.internal/web.yaml"));
            assertEquals(List.of("CONNECT registry.internal:443 HTTP/1.1"), proxy.asked());
            server.answers(404, "no");
            OpsException missing = assertThrows(OpsException.class, () -> names(near));
            assertEquals(FailureKind.NOT_FOUND, missing.kind());
            assertEquals("cannot read the manifest " + near + ": the server answered 404", missing.message());
        }
    }

    private List<String> names(String url) {
        Settings settings = Settings.of(environment, Path.of("/"), Path.of("/"));
        return new ManifestFiles(Path::of, InputStream::nullInputStream, new ManifestUrl(settings))
                .read(List.of(url), false).stream().map(Manifest::name).toList();
    }
}
