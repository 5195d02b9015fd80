package dev.fairlead.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A server on this machine whose certificate is for {@code api.internal}, {@code registry.internal} and {@code localhost}.
 * It notes what it is asked: method, path, login, and the certificate of who asks.
 */
public final class TlsServer implements AutoCloseable {
    private static final Path FILES =
            Path.of(System.getProperty("fairlead.project", ".."), "shell/src/test/resources/tls");

    /** How an API server says of a version of a group that it serves nothing in it. */
    public static final String SERVES_NOTHING = "{\"kind\": \"APIResourceList\", \"resources\": []}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Headers last = new Headers();
    private volatile String answer = "{}";
    private volatile int code = 200;

    private TlsServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    public static TlsServer start() throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        SSLContext tls = context();
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = tls.getDefaultSSLParameters();
                asking.setWantClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        });
        return new TlsServer(server);
    }

    public static TlsServer plain() throws IOException {
        return new TlsServer(HttpServer.create(loopback(), 0));
    }

    /** One of the files of {@code resources/tls}, e.g. {@code authority.crt}. */
    public static Path file(String name) {
        return FILES.resolve(name).toAbsolutePath().normalize();
    }

    /** With the server's certificate. */
    public static SSLContext context() throws IOException {
        try {
            return Tls.context(
                    Tls.keys(
                            Pem.certificates(Files.readAllBytes(file("server.crt"))),
                            Pem.privateKey(Files.readAllBytes(file("server.key")))),
                    new AskedForCertificate());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** From now on. */
    public TlsServer answers(int newCode, String body) {
        code = newCode;
        answer = body;
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** E.g. {@code GET /api Bearer x}, in the order of the requests; forgotten then. */
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /** A header of the last request; empty where it had none. */
    public String header(String name) {
        return String.join(",", last.getOrDefault(name, List.of()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        last = exchange.getRequestHeaders();
        StringBuilder note = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        for (String header : List.of("Authorization", "Impersonate-User", "Impersonate-Uid", "Impersonate-Group")) {
            List<String> values = exchange.getRequestHeaders().get(header);
            note.append(values == null ? "" : " " + String.join(",", values));
        }
        if (exchange instanceof HttpsExchange secure) {
            try {
                note.append(" ")
                        .append(secure.getSSLSession().getPeerPrincipal().getName());
            } catch (SSLPeerUnverifiedException e) {
                // Who asks showed none.
            }
        }
        asked.add(note.toString().strip());
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", answer.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
