package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.JsonTree;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Docker Engine, connected at its first use and kept while the session lasts. Safe for several threads. */
public final class DockerEngine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Settings settings;
    private @Nullable DockerEndpoint endpoint;
    private @Nullable DockerHttpClient http;
    private @Nullable DockerClient client;
    private boolean shut;
    private String hint = "";

    public DockerEngine(Settings settings) {
        this.settings = settings;
    }

    /** From now on there is no engine: a sandbox reaches none. */
    public synchronized void shut(String wayOut) {
        close();
        shut = true;
        hint = wayOut;
    }

    /** Takes {@link #shut} back. */
    public synchronized void open() {
        shut = false;
    }

    /**
     * Where the engine is; asks no network.
     *
     * @throws OpsException of kind UNREACHABLE while it is shut
     */
    public synchronized DockerEndpoint endpoint() {
        if (shut) {
            throw new OpsException(FailureKind.UNREACHABLE, "the sandbox has no Docker Engine").hint(hint);
        }
        DockerEndpoint known = endpoint;
        if (known == null) {
            known = DockerEndpoint.of(settings);
            endpoint = known;
        }
        return known;
    }

    /** The typed client of the engine's whole API. Its own exceptions are not translated. */
    public synchronized DockerClient client() {
        DockerClient known = client;
        if (known == null) {
            known = DockerClientImpl.getInstance(new ClientSettings(endpoint()), http());
            client = known;
        }
        return known;
    }

    /**
     * One request whose JSON is wanted as the engine wrote it, or as fast as can be: it loads none of the typed client.
     *
     * @param doing what is tried, as in "cannot list images"
     * @param path with its query, encoded as {@link #encoded} does
     */
    public JsonNode get(String doing, String path) {
        return json(doing, "GET", path);
    }

    /** As {@link #get}, for a removal. */
    public JsonNode delete(String doing, String path) {
        return json(doing, "DELETE", path);
    }

    /** An image's name as part of a path, or a value as part of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%40", "@");
    }

    private JsonNode json(String doing, String method, String path) {
        try {
            LocalSocket.Answer answer = endpoint().isLocal()
                    ? LocalSocket.ask(Path.of(endpoint().host().getPath()), method, path)
                    : remote(method, path);
            if (answer.status() >= 400) {
                throw new DockerException(new String(answer.body(), StandardCharsets.UTF_8), answer.status());
            }
            return JsonTree.read(answer.body());
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        }
    }

    private LocalSocket.Answer remote(String method, String path) throws IOException {
        DockerHttpClient.Request request =
                DockerHttpClient.Request.builder().method(method).path(path).build();
        try (DockerHttpClient.Response response = http().execute(request)) {
            return new LocalSocket.Answer(
                    response.getStatusCode(), response.getBody().readAllBytes());
        }
    }

    private synchronized DockerHttpClient http() {
        DockerHttpClient known = http;
        if (known == null) {
            ClientSettings config = new ClientSettings(endpoint());
            known = new ZerodepDockerHttpClient.Builder()
                    .dockerHost(config.getDockerHost())
                    .sslConfig(config.getSSLConfig())
                    .connectionTimeout(CONNECT)
                    .build();
            http = known;
        }
        return known;
    }

    /**
     * One call, with its failures translated.
     *
     * @param doing what is tried, as in "cannot list images"
     */
    public <T> T call(String doing, Function<DockerClient, T> call) {
        try {
            return call.apply(client());
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        }
    }

    /**
     * One call whose answer is a stream; returns when the stream ended. Interrupting the thread closes the connection,
     * which ends the work in the engine too.
     *
     * @param start hands the callback to a docker-java command
     * @param each takes what arrives, on another thread
     * @param leftBehind what is there after cancelling
     */
    public <T> void stream(
            String doing,
            Function<DockerClient, Consumer<ResultCallback<T>>> start,
            Consumer<T> each,
            String leftBehind) {
        Taker<T> taker = new Taker<>(each);
        try (taker) {
            start.apply(client()).accept(taker);
            taker.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: " + leftBehind);
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
        }
    }

    @Override
    public synchronized void close() {
        DockerHttpClient known = http;
        http = null;
        client = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                System.getLogger(DockerEngine.class.getName()).log(System.Logger.Level.DEBUG, "engine not closed", e);
            }
        }
    }

    private static final class Taker<T> extends ResultCallback.Adapter<T> {
        private final Consumer<T> each;

        Taker(Consumer<T> each) {
            this.each = each;
        }

        @Override
        public void onNext(T item) {
            each.accept(item);
        }
    }
}
