package dev.fairlead.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stream that says nothing may be quiet or dead. */
final class LineStreamTest {
    private static final Duration QUIET = Duration.ofMillis(2);

    private final Body body = new Body();

    @Test
    void aQuietStreamGoesOnAsLongAsTheServerIsThere() {
        AtomicInteger asked = new AtomicInteger();
        LineStream[] stream = new LineStream[1];
        stream[0] = new LineStream(
                e -> e,
                () -> {
                    if (asked.incrementAndGet() == 3) {
                        say(stream[0], "at last\n");
                        body.done.complete(null);
                    }
                },
                QUIET);
        stream[0].begin(body);

        assertEquals("at last", stream[0].next());
        assertNull(stream[0].next());
    }

    @Test
    void aStreamEndsWhoseServerDoesNotAnswerAnyMore() {
        OpsException gone = new OpsException(FailureKind.UNREACHABLE, "gone");
        LineStream stream = new LineStream(
                e -> e,
                () -> {
                    throw gone;
                },
                QUIET);
        stream.begin(body);

        assertEquals(gone, assertThrows(OpsException.class, stream::next));
    }

    @Test
    void aLineWithoutAnEndIsRefused() {
        LineStream stream = new LineStream(e -> e, () -> say(body.stream, "x".repeat(1 << 20)), QUIET);
        body.stream = stream;
        stream.begin(body);

        UncheckedIOException refused = assertThrows(UncheckedIOException.class, stream::next);
        assertEquals("a line of more than 16 MB", refused.getCause().getMessage());
    }

    private void say(LineStream stream, String text) {
        stream.take(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), body);
    }

    private static final class Body implements AsyncBody {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private LineStream stream;

        @Override
        public void consume() {}

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {}
    }
}
