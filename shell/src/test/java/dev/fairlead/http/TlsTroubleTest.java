package dev.fairlead.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What is said of a server that cannot be trusted. */
final class TlsTroubleTest {
    private static final Map<String, String> TRUSTING =
            Map.of("SSL_CERT_FILE", TlsServer.file("authority.crt").toString());

    @Test
    void aServerWithAnotherNameIsToldByTheNamesThatItHas() throws Exception {
        try (TlsServer server = TlsServer.start()) {
            assertEquals(
                    "its certificate is for api.internal, registry.internal, localhost, not for 127.0.0.1",
                    why("https://127.0.0.1:" + server.port(), TRUSTING));
            assertEquals(
                    "its certificate is not signed by a trusted authority",
                    why("https://localhost:" + server.port(), Map.of()));
        }
    }

    @Test
    void aServerInTheClearSpeaksNoTls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream()
                            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client has left.
                }
            });
            answering.start();
            assertEquals("it does not speak TLS", why("https://127.0.0.1:" + server.getLocalPort(), TRUSTING));
            answering.join();
        }
    }

    /** As the JDK words and wraps them. */
    @Test
    void datesAndRefusalsAreTold() {
        assertEquals(
                "its certificate has expired",
                TlsTrouble.why(wrapped(new CertificateExpiredException("NotAfter: Mon Nov 30 20:00:00 UTC 2026"))));
        assertEquals(
                "its certificate is not valid yet",
                TlsTrouble.why(wrapped(new CertificateNotYetValidException("NotBefore"))));
        assertEquals(
                "it refused the TLS handshake (bad certificate)",
                TlsTrouble.why(new SSLHandshakeException("Received fatal alert: bad_certificate")));
        assertEquals(
                "TLS failed: no cipher suites in common",
                TlsTrouble.why(new SSLException("no cipher suites in common")));
    }

    private static SSLException wrapped(Exception cause) {
        SSLHandshakeException failure = new SSLHandshakeException("PKIX path validation failed");
        failure.initCause(new CertPathValidatorException("validity check failed", cause));
        return failure;
    }

    private static String why(String url, Map<String, String> environment) throws InterruptedException {
        HttpSender sender = new HttpSender(() -> ConnectionRules.of(environment), Duration.ofSeconds(5), false);
        try {
            return "answered "
                    + sender.send("GET", URI.create(url), Map.of(), null, Duration.ofSeconds(10))
                            .code();
        } catch (IOException e) {
            return ConnectionTrouble.why(e);
        }
    }
}
