package dev.fairlead.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpSenderTest {
    private static final String AUTHORITY = TlsServer.file("authority.crt").toString();

    private TlsServer server;

    @BeforeEach
    void start() throws IOException {
        server = TlsServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedByItsFile() throws Exception {
        URI uri = URI.create("https://localhost:" + server.port() + "/a?b=c");
        assertThrows(SSLException.class, () -> get(uri, Map.of()));
        assertEquals(200, get(uri, Map.of("SSL_CERT_FILE", AUTHORITY)));
        assertEquals(200, get(uri, Map.of("SSL_CERT_DIR", TlsServer.file("").toString())));
        assertEquals(List.of("GET /a?b=c", "GET /a?b=c"), server.asked());
    }

    @Test
    void theProxyOfTheEnvironmentLeadsToTheServer() throws Exception {
        URI uri = URI.create("https://registry.internal/v2/");
        try (TunnelProxy proxy = TunnelProxy.to(server.port())) {
            String address = "127.0.0.1:" + proxy.port();
            for (String variable : List.of("HTTPS_PROXY", "https_proxy")) {
                for (String value : List.of(address, "http://" + address, "socks5://" + address)) {
                    assertEquals(200, get(uri, Map.of("SSL_CERT_FILE", AUTHORITY, variable, value)), value);
                }
            }
            String tunnel = "CONNECT registry.internal:443 HTTP/1.1";
            String socks = "SOCKS registry.internal";
            assertEquals(List.of(tunnel, tunnel, socks, tunnel, tunnel, socks), proxy.asked());
        }
    }

    @Test
    void aProxyMayWantTlsOrALogin() throws Exception {
        URI uri = URI.create("https://registry.internal/v2/");
        try (TunnelProxy secure = TunnelProxy.overTls(server.port());
                TunnelProxy asking = TunnelProxy.withLogin(server.port(), "Basic ZGV2OnA6dw==")) {
            String overTls = "https://localhost:" + secure.port();
            assertEquals(200, get(uri, Map.of("SSL_CERT_FILE", AUTHORITY, "HTTPS_PROXY", overTls)));
            assertEquals(
                    "the proxy " + overTls + " cannot be trusted: its certificate is not signed by a trusted authority",
                    failure(uri, overTls));
            String host = "@127.0.0.1:" + asking.port();
            assertEquals(200, get(uri, Map.of("SSL_CERT_FILE", AUTHORITY, "HTTPS_PROXY", "http://dev:p%3Aw" + host)));
            String shown = "the proxy http://127.0.0.1:" + asking.port();
            assertEquals(shown + " does not accept this login", failure(uri, "http://dev:wrong" + host));
            assertEquals(shown + " wants a login", failure(uri, "http://" + host.substring(1)));
        }
    }

    @Test
    void whatIsExceptedGoesDirectly() {
        Map<String, String> environment = Map.of(
                "HTTPS_PROXY", "http://127.0.0.1:1", "NO_PROXY", "registry.internal", "SSL_CERT_FILE", AUTHORITY);
        assertEquals(
                "the proxy http://127.0.0.1:1 does not answer: connection refused",
                failure(URI.create("https://other.internal/"), "http://127.0.0.1:1"));
        assertThrows(
                java.net.UnknownHostException.class, () -> get(URI.create("https://registry.internal/"), environment));
        assertThrows(ConnectException.class, () -> get(URI.create("https://127.0.0.1:1/"), environment));
    }

    @Test
    void aVariableThatHoldsNoProxyIsNamed() {
        OpsException failure = assertThrows(
                OpsException.class, () -> ConnectionRules.of(Map.of("HTTPS_PROXY", "ftp://user:secret@p")));
        assertEquals(
                "HTTPS_PROXY is no proxy: it begins with none of http://, https:// and socks5://", failure.message());
    }

    private static String failure(URI uri, String proxy) {
        return assertThrows(ProxyFailure.class, () -> get(uri, Map.of("HTTPS_PROXY", proxy)))
                .getMessage();
    }

    private static int get(URI uri, Map<String, String> environment) throws IOException, InterruptedException {
        HttpSender sender = new HttpSender(() -> ConnectionRules.of(environment), Duration.ofSeconds(20), false);
        return sender.send("GET", uri, Map.of(), null, Duration.ofSeconds(60)).code();
    }
}
