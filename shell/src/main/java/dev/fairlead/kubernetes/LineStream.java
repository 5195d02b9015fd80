package dev.fairlead.kubernetes;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.http.UnexpectedAnswer;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an answer that may go on for long: logs, a watch. The next piece is asked for when the one before was
 * read. Closing it ends the request.
 */
public final class LineStream implements AutoCloseable {
    /** A stream that says nothing for so long is asked whether anybody is there. */
    static final Duration QUIET = Duration.ofSeconds(10);

    private static final long SOON_MILLIS = 1_000;

    /** The largest object that a server keeps is a tenth of it. */
    private static final int MOST_IN_LINE = 16 << 20;

    private static final int MOST_OF_REFUSAL = 64 << 10;

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final Function<RuntimeException, RuntimeException> translation;
    private final Runnable checkAlive;
    private final Duration quiet;
    private volatile @Nullable AsyncBody body;
    private boolean reading;
    private boolean closed;
    private boolean ended;

    LineStream(Function<RuntimeException, RuntimeException> translation, Runnable checkAlive) {
        this(translation, checkAlive, QUIET);
    }

    /**
     * @param translation says failures as ours
     * @param checkAlive fails when the server no longer answers; called while nothing comes
     * @param quiet how long nothing comes until then
     */
    LineStream(Function<RuntimeException, RuntimeException> translation, Runnable checkAlive, Duration quiet) {
        this.translation = translation;
        this.checkAlive = checkAlive;
        this.quiet = quiet;
    }

    /**
     * The next line, null after the last.
     *
     * @throws Cancelled when the thread is interrupted
     * @throws dev.fairlead.failure.OpsException when the connection breaks
     */
    public @Nullable String next() {
        while (lines.isEmpty() && !ended) {
            take();
        }
        return lines.poll();
    }

    /** What a refusal says, as one text. */
    String rest() {
        StringBuilder text = new StringBuilder();
        for (String line = next(); line != null && text.length() < MOST_OF_REFUSAL; line = next()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /**
     * Ends the request, at once or when the piece is there that was asked for: who closes a body while it is read makes
     * its reader fail, and what is on its way mostly is there in a moment.
     */
    @Override
    public synchronized void close() {
        AsyncBody open = body;
        if (closed || open == null) {
            return;
        }
        closed = true;
        if (reading) {
            CompletableFuture.delayedExecutor(SOON_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> cancelUnread(open));
        } else {
            open.cancel();
        }
    }

    private synchronized void cancelUnread(AsyncBody open) {
        try {
            if (reading) {
                open.cancel();
            }
        } catch (RejectedExecutionException e) {
            // the client was closed meanwhile, and the request with it
            reading = false;
        }
    }

    synchronized void take(List<ByteBuffer> buffers, AsyncBody from) {
        reading = false;
        if (closed) {
            from.cancel();
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        pieces.add(new Piece(bytes.toByteArray(), null));
    }

    void begin(AsyncBody answer) {
        body = answer;
        answer.done().whenComplete((done, failure) -> ended(failure));
        ask();
    }

    private synchronized void ask() {
        AsyncBody open = body;
        if (open != null && !closed) {
            reading = true;
            open.consume();
        }
    }

    private synchronized void ended(@Nullable Throwable failure) {
        reading = false;
        pieces.add(new Piece(null, failure));
    }

    private void take() {
        try {
            Piece piece = pieces.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
            if (piece == null) {
                checkAlive.run();
            } else if (piece.bytes() == null) {
                end(piece.failure());
            } else {
                split(piece.bytes());
                ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while reading from the API server");
        }
    }

    private void split(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                unfinished.write(bytes, from, i - from);
                finishLine();
                from = i + 1;
            }
        }
        unfinished.write(bytes, from, bytes.length - from);
        if (unfinished.size() > MOST_IN_LINE) {
            throw translation.apply(new UncheckedIOException(
                    new UnexpectedAnswer("a line of more than " + (MOST_IN_LINE >> 20) + " MB")));
        }
    }

    private void finishLine() {
        lines.add(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
    }

    private void end(@Nullable Throwable failure) {
        ended = true;
        if (unfinished.size() > 0) {
            finishLine();
        }
        if (failure != null) {
            throw translation.apply(
                    failure instanceof RuntimeException unchecked
                            ? unchecked
                            : new UncheckedIOException(
                                    failure instanceof IOException io ? io : new IOException(failure)));
        }
    }

    private record Piece(byte @Nullable [] bytes, @Nullable Throwable failure) {}
}
