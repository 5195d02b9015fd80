package dev.fairlead.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A TCP proxy to a server, whose connections can be cut, refused, or frozen as behind a dead router. */
public final class CuttableProxy implements AutoCloseable {
    private final URI server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private ServerSocket listener;
    private final InetAddress address;
    private final int port;
    private boolean frozen;

    public CuttableProxy(URI server) {
        this(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** @param at where it listens */
    public CuttableProxy(URI server, InetSocketAddress at) {
        this.server = server;
        this.address = at.getAddress();
        try {
            listener = new ServerSocket(at.getPort(), 50, address);
            port = listener.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accept();
    }

    public int port() {
        return port;
    }

    /** Cuts every connection and refuses new ones, as a server does that was killed. */
    public void down() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void up() {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accept();
    }

    /** Lets nothing through in either direction while the connections stay. */
    public void freeze() {
        lock.lock();
        try {
            frozen = true;
        } finally {
            lock.unlock();
        }
    }

    public void thaw() {
        lock.lock();
        try {
            frozen = false;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        down();
        thaw();
    }

    private void accept() {
        ServerSocket from = listener;
        thread(() -> {
            while (true) {
                Socket client = from.accept();
                Socket target = new Socket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(target);
                thread(() -> copy(client, target));
                thread(() -> copy(target, client));
            }
        });
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                awaitThaw();
                to.getOutputStream().write(buffer, 0, n);
            }
        }
    }

    private void awaitThaw() {
        lock.lock();
        try {
            while (frozen) {
                thawed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void thread(Copying work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The connection ended, which is what this proxy is for.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Copying {
        void run() throws IOException;
    }
}
