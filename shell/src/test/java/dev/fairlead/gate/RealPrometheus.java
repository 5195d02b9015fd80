package dev.fairlead.gate;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.NeedsPrometheus;
import dev.fairlead.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A Prometheus of its own that reads one page of metrics five times a second. */
public final class RealPrometheus implements AutoCloseable {
    private final HttpServer page;
    private final Path directory;
    private final int port;
    private final Process process;

    /** @param metrics the page's text, made anew for every reading */
    public RealPrometheus(Supplier<String> metrics) {
        try {
            page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            page.createContext("/metrics", exchange -> {
                byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            page.start();
            directory = TemporaryDirectory.make("prometheus");
            Files.writeString(directory.resolve("config.yaml"), """
                    global: {scrape_interval: 200ms, scrape_timeout: 200ms}
                    scrape_configs:
                    - job_name: test
                      honor_labels: true
                      static_configs: [{targets: ['127.0.0.1:%d']}]
                    """.formatted(
                            page.getAddress().getPort()));
            port = freePort();
            process = new ProcessBuilder(
                            NeedsPrometheus.PROGRAM,
                            "--config.file=" + directory.resolve("config.yaml"),
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=0.0.0.0:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** A server that is no Prometheus. */
    String pageUrl() {
        return "http://127.0.0.1:" + page.getAddress().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        page.stop(0);
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(directory)) {
                List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
