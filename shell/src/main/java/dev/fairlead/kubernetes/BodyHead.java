package dev.fairlead.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The beginning of a body: servers may send without end. */
final class BodyHead {
    /** Enough for an answer of Prometheus, too. */
    private static final int MOST = 4 * 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    void begin(AsyncBody body) {
        body.done().whenComplete((done, failure) -> {
            if (failure == null) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(failure);
            }
        });
        body.consume();
    }

    synchronized void take(List<ByteBuffer> buffers, AsyncBody from) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[Math.min(buffer.remaining(), MOST - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        if (bytes.size() >= MOST) {
            ended.complete(null);
        } else {
            from.consume();
        }
    }

    /** When all is there that is wanted. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
