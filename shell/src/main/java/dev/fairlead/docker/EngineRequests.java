package dev.fairlead.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.fairlead.failure.Pause;
import dev.fairlead.http.ConnectionTrouble;
import dev.fairlead.http.PeerAnswers;
import dev.fairlead.http.UnexpectedAnswer;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Single requests without a body to an engine. What changes nothing is asked again where the engine, or the proxy before
 * it, had a bad moment.
 */
final class EngineRequests {
    static final String PEER = "the Docker Engine";

    /** How long an engine has to say that it is there while it works. */
    private static final Duration ALIVE = Duration.ofSeconds(10);

    private static final int MOST_REPEATED = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Supplier<DockerEndpoint> endpoint;
    private final Supplier<DockerHttpClient> http;

    /** @param http the client of an engine elsewhere */
    EngineRequests(Supplier<DockerEndpoint> endpoint, Supplier<DockerHttpClient> http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    /** @param path with its query, encoded */
    LocalSocket.Answer send(String method, String path, EngineWait wait) throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int left = method.equals("GET") ? MOST_REPEATED : 0; ; left--) {
            try {
                LocalSocket.Answer answer = once(method, path, wait);
                if (left == 0 || !PeerAnswers.isNotReady(answer.status())) {
                    return answer;
                }
            } catch (IOException e) {
                if (left == 0 || !ConnectionTrouble.isBroken(e)) {
                    throw e;
                }
            }
            Pause.of(pause, "cancelled while waiting for " + PEER);
            pause = pause.multipliedBy(2);
        }
    }

    private LocalSocket.Answer once(String method, String path, EngineWait wait)
            throws IOException, InterruptedException {
        DockerEndpoint engine = endpoint.get();
        return engine.isLocal()
                ? LocalSocket.ask(Path.of(engine.host().getPath()), method, path, wait::quiet)
                : wait.await(elsewhere(() -> remote(method, path)));
    }

    private LocalSocket.Answer remote(String method, String path) throws IOException {
        DockerHttpClient.Request request =
                DockerHttpClient.Request.builder().method(method).path(path).build();
        try (DockerHttpClient.Response response = http.get().execute(request)) {
            byte[] body = response.getBody().readNBytes(LocalSocket.MOST_BYTES + 1);
            if (body.length > LocalSocket.MOST_BYTES) {
                throw new UnexpectedAnswer("more than " + (LocalSocket.MOST_BYTES >> 20) + " MB");
            }
            return new LocalSocket.Answer(response.getStatusCode(), body);
        }
    }

    /** Throws when the engine does not say that it is there. */
    void ping() throws IOException {
        EngineWait wait = new EngineWait(PEER, ALIVE, () -> {});
        try {
            once("GET", "/_ping", wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    /** The libraries' own calls cannot be interrupted; who stops waiting for one leaves it behind. */
    static <T> CompletableFuture<T> elsewhere(Callable<T> call) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        done.complete(call.call());
                    } catch (Throwable e) {
                        // Whoever waits is told of errors too, which would end this thread without a word.
                        done.completeExceptionally(e);
                    }
                },
                "docker engine");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
