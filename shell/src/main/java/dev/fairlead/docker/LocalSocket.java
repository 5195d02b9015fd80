package dev.fairlead.docker;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One request without a body over the engine's local socket, as HTTP/1.0: the answer comes whole and ends with the
 * connection. It starts in less than half the time of the full client, which is what a single line waits for.
 * Interrupting the thread closes the socket.
 */
final class LocalSocket {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private LocalSocket() {}

    static Answer ask(Path socket, String method, String path) throws IOException {
        String head = method + " " + path + " HTTP/1.0\r\nHost: docker\r\nUser-Agent: fairlead\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            return read(Channels.newInputStream(channel));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        byte[] all = in.readAllBytes();
        int body = 0;
        while (body < all.length && !endsHead(all, body)) {
            body++;
        }
        String[] status = new String(all, 0, body, StandardCharsets.US_ASCII).split("[ \r\n]", 3);
        if (status.length < 3 || !status[0].startsWith("HTTP/") || !status[1].matches("\\d{3}")) {
            throw new IOException("the answer is no HTTP");
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
