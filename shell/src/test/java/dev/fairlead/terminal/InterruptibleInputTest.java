package dev.fairlead.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InterruptibleInputTest {
    @Test
    void anInterruptionCancelsAReadAndLosesNothing() throws IOException {
        PipedOutputStream typed = new PipedOutputStream();
        try (InputStream in = new InterruptibleInput(new PipedInputStream(typed))) {
            Thread.currentThread().interrupt();
            assertThrows(Cancelled.class, in::read);
            assertTrue(Thread.interrupted());
            typed.write("later".getBytes(StandardCharsets.UTF_8));
            typed.close();
            assertEquals("later", new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(-1, in.read());
        }
    }

    @Test
    void whatCannotBeReadIsTheSameFailure() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("it is a directory");
            }
        };
        InputStream in = new InterruptibleInput(broken);
        assertEquals(
                "it is a directory",
                assertThrows(IOException.class, in::readAllBytes).getMessage());
    }
}
