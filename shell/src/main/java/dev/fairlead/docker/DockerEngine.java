package dev.fairlead.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The Docker Engine, connected at its first use and kept while the session lasts. Safe for several threads. */
public final class DockerEngine implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Settings settings;
    private @Nullable DockerEndpoint endpoint;
    private @Nullable DockerClient client;

    public DockerEngine(Settings settings) {
        this.settings = settings;
    }

    /** Where the engine is; asks no network. */
    public synchronized DockerEndpoint endpoint() {
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
            ClientSettings config = new ClientSettings(endpoint());
            known = DockerClientImpl.getInstance(
                    config,
                    new ZerodepDockerHttpClient.Builder()
                            .dockerHost(config.getDockerHost())
                            .sslConfig(config.getSSLConfig())
                            .connectionTimeout(CONNECT)
                            .build());
            client = known;
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
            throw EngineFailures.translated(endpoint(), doing, new java.io.UncheckedIOException(e));
        }
    }

    @Override
    public synchronized void close() {
        DockerClient known = client;
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

        @Override
        public void onError(Throwable failure) {
            // What the taker itself throws is an answer already understood.
            super.onError(failure instanceof OpsException known ? known : failure);
        }
    }
}
