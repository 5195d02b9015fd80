package dev.fairlead;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A proxy to an API server that takes the place of a death: once the server has made a certain write, whoever asked for it
 * never hears so, and nothing more passes. It speaks plain HTTP, and logs in on behalf of those that it serves.
 */
public final class KillProxy implements AutoCloseable {
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings", "transfer-encoding", "expect");

    private final HttpServer http;
    private final HttpClient client;
    private final URI server;
    private final Path kubeconfig;
    private final Predicate<Write> last;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Write> writes = new ArrayList<>();
    private final CountDownLatch death = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A write that the server has made.
     *
     * @param number counted from 1
     * @param path of the object or its collection, without the server and the query
     */
    public record Write(int number, String method, String path, String body) {
        /** E.g. {@code PATCH deployments/web}. */
        public String text() {
            String[] parts = path.split("/");
            boolean collection = method.equals("POST");
            String object =
                    collection ? parts[parts.length - 1] : parts[parts.length - 2] + "/" + parts[parts.length - 1];
            return method + " " + object;
        }
    }

    /**
     * Listens on a free port.
     *
     * @param direct the kubeconfig of the server
     * @param directory for the kubeconfig that leads through here
     * @param last the write that is the last one
     */
    public KillProxy(Path direct, Path directory, Predicate<Write> last) throws IOException, GeneralSecurityException {
        Config config = Config.fromKubeconfig(direct.toFile());
        this.last = last;
        server = URI.create(config.getMasterUrl().replaceFirst("/$", ""));
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (server.getScheme().equals("https")) {
            builder.sslContext(SSLUtils.sslContext(config));
        }
        client = builder.build();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::pass);
        http.start();
        kubeconfig = Files.writeString(
                directory.resolve("through-" + http.getAddress().getPort()),
                """
                apiVersion: v1
                kind: Config
                current-context: proxied
                clusters: [{name: proxied, cluster: {server: 'http://127.0.0.1:%d'}}]
                users: [{name: nobody, user: {}}]
                contexts: [{name: proxied, context: {cluster: proxied, user: nobody}}]
                """.formatted(http.getAddress().getPort()));
    }

    /** Leads through here. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** What the server has made so far. */
    public synchronized List<Write> writes() {
        return List.copyOf(writes);
    }

    /** Whether the last write is made. */
    public boolean isDead() {
        return death.getCount() == 0;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            standStillWhenDead();
            HttpResponse<InputStream> answer =
                    client.send(request(exchange, body), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream content = answer.body()) {
                if (answer.statusCode() < 300 && isWrite(exchange)) {
                    made(exchange, new String(body, StandardCharsets.UTF_8));
                }
                standStillWhenDead();
                answer.headers().map().forEach((name, values) -> {
                    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                    }
                });
                exchange.sendResponseHeaders(answer.statusCode(), 0);
                copy(content, exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /** Trying is not writing, nor is asking; and when a lease is renewed is a matter of time. */
    private static boolean isWrite(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        return !method.equals("GET")
                && !method.equals("HEAD")
                && !query.contains("dryRun=All")
                && !exchange.getRequestURI().getPath().contains(".k8s.io/v1/selfsubject");
    }

    private synchronized void made(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        boolean renewal = exchange.getRequestMethod().equals("PATCH")
                && path.contains("/leases/")
                && !body.contains("fairlead.dev")
                && !body.contains("ownerReferences");
        if (renewal) {
            return;
        }
        Write write = new Write(writes.size() + 1, exchange.getRequestMethod(), path, body);
        writes.add(write);
        if (last.test(write)) {
            death.countDown();
        }
    }

    private void standStillWhenDead() throws InterruptedException {
        if (isDead()) {
            closed.await();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
            to.flush();
        }
    }

    /** Waits until the last write was made, or the work has ended without it. */
    public boolean awaitDeath(Process work) throws InterruptedException {
        while (work.isAlive() && !death.await(20, TimeUnit.MILLISECONDS)) {}
        return isDead();
    }

    @Override
    public void close() {
        closed.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
