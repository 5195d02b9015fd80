package dev.fairlead.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the sandbox's servers have in common: they listen on this machine only, and keep no process alive. */
public final class LoopbackHttp {
    private LoopbackHttp() {}

    /** A server on a free port of 127.0.0.1 that is not started yet. */
    public static HttpServer create() throws IOException {
        // Without it every answer in two pieces waits for the other side's delayed acknowledgement. The JDK reads it
        // once.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    }

    /** As many daemon threads of that name as there are requests at a time. */
    public static ExecutorService threads(String name) {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
