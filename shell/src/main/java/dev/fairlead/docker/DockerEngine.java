package dev.fairlead.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.http.UnexpectedAnswer;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Docker Engine, connected at its first use and kept while the session lasts. Safe for several threads. */
public final class DockerEngine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** A removal of a large image on a slow disk; questions are answered long before. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Duration ENDLESS = Duration.ofDays(365);

    private final Settings settings;
    private final EngineRequests requests = new EngineRequests(this::endpoint, this::http);
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
     * GET of an object whose JSON is wanted as the engine wrote it, or as fast as can be: it loads none of the typed
     * client.
     *
     * @param doing what is tried, as in "cannot list images"
     * @param path with its query, encoded as {@link #encoded} does
     * @param field which every such object has; empty where that differs
     */
    public JsonNode object(String doing, String path, String field) {
        return asked(doing, "GET", path, answer -> EngineAnswer.object(answer, field));
    }

    /** As {@link #object}, for a list of objects. */
    public JsonNode list(String doing, String path, String field) {
        return asked(doing, "GET", path, answer -> EngineAnswer.list(answer, field));
    }

    /** A removal, which is answered by a list of what it did. */
    public JsonNode delete(String doing, String path) {
        return asked(doing, "DELETE", path, EngineAnswer::effects);
    }

    /** The failure of an engine whose answer proves nothing, e.g. {@code no digest}. */
    public OpsException unproven(String doing, String what) {
        return EngineFailures.unexpected(endpoint(), doing, what);
    }

    /** An image's name as part of a path, or a value as part of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("%40", "@");
    }

    private JsonNode asked(String doing, String method, String path, Reading reading) {
        EngineWait wait = new EngineWait(EngineRequests.PEER, LONGEST, requests::ping);
        try {
            return reading.of(requests.send(method, path, wait));
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: " + doing);
        } finally {
            wait.over();
        }
    }

    /**
     * Waits for a program that works with this engine.
     *
     * @throws OpsException of kind UNREACHABLE when the engine is there no more
     */
    public <T> T await(String doing, CompletableFuture<T> work) throws InterruptedException {
        try {
            return new EngineWait("", ENDLESS, requests::ping).await(work);
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
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
            DockerClient docker = client();
            return new EngineWait(EngineRequests.PEER, LONGEST, requests::ping)
                    .await(EngineRequests.elsewhere(() -> call.apply(docker)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: " + doing + "; the engine may still do it");
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        }
    }

    /**
     * One call whose answer is a stream; returns when the stream ended. Interrupting the thread closes the connection,
     * which ends the work in the engine too. A stream that is quiet goes on as long as the engine is there.
     *
     * @param start hands the callback to a docker-java command
     * @param each takes what arrives, on another thread
     * @param work what is waited for, and what it leaves behind
     */
    public <T> void stream(
            String doing,
            Function<DockerClient, Consumer<ResultCallback<T>>> start,
            Consumer<T> each,
            StreamedWork work) {
        EngineWait wait = new EngineWait(work.peer(), work.most(), requests::ping);
        Taker<T> taker = new Taker<>(each, wait);
        try {
            start.apply(client()).accept(taker);
            wait.await(taker.done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled: " + work.leftBehind());
        } catch (RuntimeException e) {
            throw EngineFailures.translated(endpoint(), doing, e);
        } catch (IOException e) {
            throw EngineFailures.translated(endpoint(), doing, new UncheckedIOException(e));
        } finally {
            // Closing reads on to the end of what comes, which may be never.
            EngineRequests.elsewhere(() -> {
                taker.close();
                return true;
            });
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

    /**
     * What a stream of the engine does.
     *
     * @param peer who is waited for while it is quiet, as messages call it; empty where it has the right to be quiet
     * @param most how long it may be quiet although the engine is there
     * @param leftBehind what is there after cancelling
     */
    public record StreamedWork(String peer, Duration most, String leftBehind) {
        /** Work of the engine and a registry: the one is quiet while it waits for the other. */
        public static StreamedWork withRegistry(String leftBehind) {
            return new StreamedWork("the registry", Duration.ofMinutes(5), leftBehind);
        }

        /** Work that may be quiet for as long as it likes, such as a step of a build. */
        public static StreamedWork quiet(String leftBehind) {
            return new StreamedWork("", ENDLESS, leftBehind);
        }
    }

    /** Makes of an answer what was asked for. */
    @FunctionalInterface
    private interface Reading {
        JsonNode of(LocalSocket.Answer answer) throws IOException;
    }

    private static final class Taker<T> extends ResultCallback.Adapter<T> {
        private final Consumer<T> each;
        private final EngineWait wait;
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        Taker(Consumer<T> each, EngineWait wait) {
            this.each = each;
            this.wait = wait;
        }

        @Override
        public void onNext(@Nullable T item) {
            wait.hear();
            if (item == null) {
                onError(new UnexpectedAnswer("something that is no object"));
            } else {
                each.accept(item);
            }
        }

        @Override
        public void onError(Throwable failure) {
            super.onError(failure);
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            super.onComplete();
            done.complete(true);
        }
    }
}
