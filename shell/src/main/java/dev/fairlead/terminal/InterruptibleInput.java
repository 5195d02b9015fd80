package dev.fairlead.terminal;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose reads heed an interruption, which those of files and pipes do not. What arrives after an interruption is
 * kept for the next read.
 */
final class InterruptibleInput extends InputStream {
    private static final int MOST = 8_192;

    private final InputStream in;
    private byte[] chunk = {};
    private int at;
    private @Nullable CompletableFuture<byte[]> coming;

    InterruptibleInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws Cancelled when the thread is interrupted meanwhile */
    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == chunk.length) {
            chunk = next();
            at = 0;
        }
        if (chunk.length == 0) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public synchronized int available() throws IOException {
        return at < chunk.length ? chunk.length - at : coming == null ? in.available() : 0;
    }

    /** Empty at the end of the stream. */
    private byte[] next() throws IOException {
        if (coming == null) {
            coming = new CompletableFuture<>();
            start(coming);
        }
        try {
            byte[] bytes = coming.get();
            coming = null;
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while reading standard input");
        } catch (ExecutionException e) {
            coming = null;
            throw e.getCause() instanceof UncheckedIOException failed
                    ? failed.getCause()
                    : new IOException(e.getCause());
        }
    }

    private void start(CompletableFuture<byte[]> taker) {
        Thread reader = new Thread(() -> taker.completeAsync(this::readChunk, Runnable::run), "standard input");
        reader.setDaemon(true);
        reader.start();
    }

    private byte[] readChunk() {
        try {
            byte[] bytes = new byte[MOST];
            int count = in.read(bytes);
            return count < 0 ? new byte[0] : Arrays.copyOf(bytes, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
