package dev.fairlead.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFileTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path file = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(UserFile.LIMIT + 1L);
        }
        assertEquals(
                "it is larger than 32 MiB, the most that is read",
                assertThrows(IOException.class, () -> UserFile.bytes(file)).getMessage());
        assertThrows(IOException.class, () -> UserFile.bytes(Path.of("/dev/zero")));
    }

    @Test
    void aPipeIsReadToItsEnd() throws Exception {
        Path pipe = pipe();
        Thread writer = new Thread(() -> {
            try (OutputStream sink = Files.newOutputStream(pipe)) {
                sink.write("text".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertEquals("text", UserFile.text(pipe));
        writer.join();
    }

    @Test
    void anInterruptionEndsTheWaitForAPipe() throws Exception {
        Path pipe = pipe();
        Thread.currentThread().interrupt();
        try {
            Cancelled cancelled = assertThrows(Cancelled.class, () -> UserFile.bytes(pipe));
            assertEquals("cancelled while reading " + pipe, cancelled.message());
        } finally {
            Thread.interrupted();
        }
    }

    private Path pipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }
}
