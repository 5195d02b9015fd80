package dev.fairlead.files;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A file that a user named. It may be a pipe that nobody writes to, which Ctrl-C must end, or larger than anything that
 * is meant seriously.
 */
public final class UserFile {
    /** What is read at most. */
    public static final int LIMIT = 32 << 20;

    private UserFile() {}

    /**
     * All of it.
     *
     * @throws IOException where it is larger than {@link #LIMIT} too; the message says so
     * @throws Cancelled when the thread is interrupted meanwhile
     */
    public static byte[] bytes(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            if (Files.size(file) > LIMIT) {
                throw tooLarge();
            }
            return limited(Files.newInputStream(file));
        }
        return waiting(file);
    }

    /**
     * All of it as UTF-8.
     *
     * @throws java.nio.charset.CharacterCodingException where it is none
     */
    public static String text(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(file)))
                .toString();
    }

    /** All that a stream holds, which is closed then, within the limit. */
    public static byte[] limited(InputStream stream) throws IOException {
        try (stream) {
            byte[] bytes = stream.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    private static IOException tooLarge() {
        return new IOException("it is larger than " + (LIMIT >> 20) + " MiB, the most that is read");
    }

    /** A pipe's opening and reading heed no interruption; a thread that is left waiting goes with the process. */
    private static byte[] waiting(Path file) throws IOException {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        all.complete(limited(Files.newInputStream(file)));
                    } catch (IOException | RuntimeException e) {
                        all.completeExceptionally(e);
                    }
                },
                "reading " + file);
        reader.setDaemon(true);
        reader.start();
        try {
            return all.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while reading " + file);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }
}
