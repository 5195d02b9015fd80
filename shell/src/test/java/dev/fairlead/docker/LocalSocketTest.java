package dev.fairlead.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.http.UnexpectedAnswer;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that are slow, silent or no engines. */
final class LocalSocketTest {
    private static final LocalSocket.Quiet PATIENT = silence -> {};

    @TempDir
    private Path home;

    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(home.resolve("s")));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anAnswerMayComeInPieces() throws IOException {
        answer(client -> {
            for (String piece : new String[] {"HTTP/1.0 2", "00 OK\r\n\r", "\n{\"a\"", ":1}"}) {
                write(client, piece);
            }
            client.close();
        });
        LocalSocket.Answer answer = ask(PATIENT);
        assertEquals(200, answer.status());
        assertEquals("{\"a\":1}", new String(answer.body(), StandardCharsets.UTF_8));
    }

    @Test
    void whoWaitsIsAskedWhetherToGoOn() {
        answer(client -> {});
        SocketTimeoutException late = assertThrows(
                SocketTimeoutException.class,
                () -> ask(silence -> {
                    throw new SocketTimeoutException("enough");
                }));
        assertEquals("enough", late.getMessage());
    }

    @Test
    void anInterruptionEndsTheWaitAndStaysSet() {
        Thread self = Thread.currentThread();
        answer(client -> self.interrupt());
        assertThrows(ClosedByInterruptException.class, () -> ask(PATIENT));
        assertTrue(Thread.interrupted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0", "HTTP/1.0"})
    void whatIsNoHttpIsNoEngine(String said) {
        answer(client -> {
            write(client, said);
            client.close();
        });
        assertEquals(
                "something that is no HTTP",
                assertThrows(UnexpectedAnswer.class, () -> ask(PATIENT)).getMessage());
    }

    @Test
    void aConnectionThatEndsAtOnceIsBroken() {
        answer(SocketChannel::close);
        assertThrows(EOFException.class, () -> ask(PATIENT));
    }

    @Test
    void anAnswerWithoutAnEndIsRefused() {
        answer(client -> {
            write(client, "HTTP/1.0 200 OK\r\n\r\n");
            while (true) {
                write(client, "x".repeat(1 << 20));
            }
        });
        String what = assertThrows(UnexpectedAnswer.class, () -> ask(PATIENT)).getMessage();
        assertTrue(what.matches("more than \\d+ MB"), what);
    }

    private LocalSocket.Answer ask(LocalSocket.Quiet quiet) throws IOException {
        return LocalSocket.ask(home.resolve("s"), "GET", "/x", quiet);
    }

    private void answer(Answering answering) {
        Thread thread = new Thread(() -> {
            try {
                SocketChannel client = server.accept();
                client.read(ByteBuffer.allocate(1000));
                answering.to(client);
            } catch (IOException e) {
                // The client has left.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    private interface Answering {
        void to(SocketChannel client) throws IOException;
    }
}
