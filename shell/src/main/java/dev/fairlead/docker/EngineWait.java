package dev.fairlead.docker;

import dev.fairlead.http.AwaitedAnswer;
import dev.fairlead.progress.CurrentLine;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an engine that works: as long as that takes, as long as the engine is there. While it is quiet it is asked
 * whether it is.
 */
final class EngineWait {
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final String peer;
    private final Duration most;
    private final Ping ping;
    private final AtomicLong heard = new AtomicLong(System.nanoTime());
    private long pinged = System.nanoTime();
    private boolean told;

    /** Asks the engine whether it is there; throws when it does not answer. */
    @FunctionalInterface
    interface Ping {
        void send() throws IOException;
    }

    /**
     * @param peer who is waited for, as messages call it; empty where it has the right to be quiet
     * @param most how long nothing may come although the engine is there
     */
    EngineWait(String peer, Duration most, Ping ping) {
        this.peer = peer;
        this.most = CurrentLine.patience(most);
        this.ping = ping;
    }

    /** Something came. */
    void hear() {
        heard.set(System.nanoTime());
    }

    /** When work ends that runs elsewhere. */
    <T> T await(CompletableFuture<T> work) throws IOException, InterruptedException {
        try {
            while (true) {
                try {
                    return work.get(1, TimeUnit.SECONDS);
                } catch (TimeoutException e) {
                    quiet(Duration.ofNanos(System.nanoTime() - heard.get()));
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            over();
        }
    }

    /** Called now and then while nothing comes. */
    void quiet(Duration silence) throws IOException {
        if (silence.compareTo(most) > 0) {
            throw new SocketTimeoutException("nothing came within " + silence.toSeconds() + " s");
        }
        long alive = Math.max(pinged, System.nanoTime() - silence.toNanos());
        if (System.nanoTime() - alive > QUIET.toNanos()) {
            ping.send();
            pinged = System.nanoTime();
        }
        if (!peer.isEmpty()) {
            told |= AwaitedAnswer.tell(peer, System.nanoTime() - silence.toNanos());
        }
    }

    void over() {
        if (told) {
            CurrentLine.waits(peer, 0);
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
