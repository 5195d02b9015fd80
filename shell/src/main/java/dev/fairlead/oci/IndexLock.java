package dev.fairlead.oci;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.Pause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Held while a layout's index changes, by one shell and one thread at a time. */
final class IndexLock implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final FileChannel channel;

    private IndexLock(FileChannel channel) {
        this.channel = channel;
    }

    static IndexLock of(Path layout) throws IOException {
        Files.createDirectories(layout);
        FileChannel channel =
                FileChannel.open(layout.resolve("index.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tried(channel) == null) {
                Pause.of(BETWEEN, "cancelled while another process changes " + layout + "; nothing was named");
            }
            return new IndexLock(channel);
        } catch (IOException | Cancelled e) {
            channel.close();
            throw e;
        }
    }

    /** Java refuses a lock that this process holds already, instead of waiting for it. */
    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Writes a file so that whoever reads it meanwhile sees the old one or the new one. */
    void replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
