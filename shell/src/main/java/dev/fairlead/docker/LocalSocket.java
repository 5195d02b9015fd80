package dev.fairlead.docker;

import dev.fairlead.http.UnexpectedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * One request without a body over the engine's local socket, as HTTP/1.0: the answer comes whole and ends with the
 * connection. It starts in less than half the time of the full client, which is what a single line waits for.
 */
final class LocalSocket {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** Far more than an engine with ten thousand images says of them. */
    static final int MOST_BYTES = 64 << 20;

    private static final Duration TICK = Duration.ofSeconds(1);

    private LocalSocket() {}

    /** Called every second in which nothing comes; ends the wait by throwing. */
    @FunctionalInterface
    interface Quiet {
        void last(Duration silence) throws IOException;
    }

    /**
     * @throws ClosedByInterruptException when the thread is interrupted
     * @throws EOFException when the engine ends the connection without an answer
     */
    static Answer ask(Path socket, String method, String path, Quiet quiet) throws IOException {
        String head = method + " " + path + " HTTP/1.0\r\nHost: docker\r\nUser-Agent: fairlead\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            return answer(all(channel, quiet));
        }
    }

    private static byte[] all(SocketChannel channel, Quiet quiet) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            long heard = System.nanoTime();
            while (true) {
                int read = channel.read(buffer.clear());
                if (read < 0) {
                    return all.toByteArray();
                }
                all.write(buffer.array(), 0, read);
                if (all.size() > MOST_BYTES) {
                    throw new UnexpectedAnswer("more than " + (MOST_BYTES >> 20) + " MB");
                }
                heard = read > 0 ? System.nanoTime() : heard;
                if (read == 0 && selector.select(TICK.toMillis()) == 0) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new ClosedByInterruptException();
                    }
                    quiet.last(Duration.ofNanos(System.nanoTime() - heard));
                }
                selector.selectedKeys().clear();
            }
        }
    }

    private static Answer answer(byte[] all) throws IOException {
        if (all.length == 0) {
            throw new EOFException();
        }
        int body = 0;
        while (body < all.length && !endsHead(all, body)) {
            body++;
        }
        String[] status = new String(all, 0, body, StandardCharsets.US_ASCII).split("[ \r\n]", 3);
        if (status.length < 3 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new UnexpectedAnswer("something that is no HTTP");
        }
        int from = Math.min(all.length, body + END_OF_HEAD.length);
        byte[] content = Arrays.copyOfRange(all, from, all.length);
        return new Answer(Integer.parseInt(status[1]), content);
    }

    private static boolean endsHead(byte[] all, int at) {
        for (int i = 0; i < END_OF_HEAD.length; i++) {
            if (at + i >= all.length || all[at + i] != END_OF_HEAD[i]) {
                return false;
            }
        }
        return true;
    }

    /** What the engine answered. */
    record Answer(int status, byte[] body) {}
}
