package dev.fairlead.build;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a thread of its own writes while another reads it. What goes wrong in writing is thrown in reading, so
 * that a half context is never taken for a whole one.
 */
final class ContextUpload extends FilterInputStream {
    private static final int BUFFER = 1 << 18;

    private final Thread writer;
    private volatile @Nullable Throwable failure;

    ContextUpload(Writing writing) throws IOException {
        super(new PipedInputStream(BUFFER));
        PipedOutputStream sink = new PipedOutputStream((PipedInputStream) in);
        writer = new Thread(() -> write(writing, sink), "build context");
        writer.setDaemon(true);
        writer.start();
    }

    /** What went wrong in writing, null where nothing did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        return checked(super.read(buffer, from, length));
    }

    @Override
    public void close() throws IOException {
        super.close();
        writer.interrupt();
    }

    private int checked(int read) throws IOException {
        Throwable known = read < 0 ? failure : null;
        if (known != null) {
            throw new IOException("the build context could not be read", known);
        }
        return read;
    }

    private void write(Writing writing, PipedOutputStream sink) {
        try (sink) {
            try {
                writing.to(sink);
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** Writes the whole and returns. */
    @FunctionalInterface
    interface Writing {
        void to(PipedOutputStream sink) throws IOException;
    }
}
