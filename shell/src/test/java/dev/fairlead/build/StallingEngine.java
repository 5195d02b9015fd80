package dev.fairlead.build;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** A proxy to the real engine that does what it is asked and keeps the answers to some requests back. */
final class StallingEngine implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Path engine;
    private final Predicate<String> stalls;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Closeable> open = new CopyOnWriteArrayList<>();

    /** @param stalls whether the answers on a connection are kept back whose request begins so */
    StallingEngine(Path engine, Predicate<String> stalls) throws IOException {
        this.engine = engine;
        this.stalls = stalls;
        thread(() -> {
            while (true) {
                serve(listener.accept());
            }
        });
    }

    /** As DOCKER_HOST takes it. */
    String address() {
        return "tcp://127.0.0.1:" + listener.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        SocketChannel server = SocketChannel.open(StandardProtocolFamily.UNIX);
        server.connect(UnixDomainSocketAddress.of(engine));
        open.add(client);
        open.add(server);
        CountDownLatch stalled = new CountDownLatch(1);
        ReadableByteChannel asked = Channels.newChannel(client.getInputStream());
        WritableByteChannel answered = Channels.newChannel(client.getOutputStream());
        thread(() -> copy(asked, server, text -> {
            if (stalls.test(text)) {
                stalled.countDown();
            }
        }));
        thread(() -> copy(server, answered, text -> {
            if (stalled.getCount() == 0) {
                closed.await();
            }
        }));
    }

    private static void copy(ReadableByteChannel from, WritableByteChannel to, Looking each) throws Exception {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            each.look(StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString());
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
    }

    private static void thread(Working work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                // The connection ended, or the test did.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Closeable one : open) {
            one.close();
        }
    }

    private interface Looking {
        void look(String text) throws Exception;
    }

    private interface Working {
        void run() throws Exception;
    }
}
