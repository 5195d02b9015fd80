package dev.fairlead.sandbox.registry;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.oci.ImageLayout;
import dev.fairlead.sandbox.LoopbackHttp;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the sandbox, on 127.0.0.1 and a free port, from its first use until it is closed. Its content stays in
 * the layout.
 */
public final class LoopbackRegistry implements AutoCloseable {
    private final RegistryStore store;
    private final UploadRequests uploads;
    private final PushToken token = new PushToken();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    public LoopbackRegistry(ImageLayout layout) {
        this.store = new RegistryStore(layout);
        this.uploads = new UploadRequests(store);
    }

    /** Host and port, as other tools name it; starts it. */
    public synchronized String address() {
        HttpServer running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        return "127.0.0.1:" + running.getAddress().getPort();
    }

    /** Whether a host and port are its own. */
    synchronized boolean isAt(String host) {
        HttpServer running = server;
        return running != null
                && host.matches(
                        "(127\\.0\\.0\\.1|localhost):" + running.getAddress().getPort());
    }

    /** What a client shows to push; made anew for each process. */
    String token() {
        return token.text();
    }

    RegistryStore store() {
        return store;
    }

    @Override
    public synchronized void close() {
        HttpServer running = server;
        ExecutorService used = threads;
        server = null;
        threads = null;
        if (running != null && used != null) {
            running.stop(0);
            used.shutdownNow();
            uploads.discardAll();
        }
    }

    private HttpServer start() {
        try {
            HttpServer started = LoopbackHttp.create();
            ExecutorService pool = LoopbackHttp.threads("sandbox registry");
            started.createContext("/", new RegistryRoutes(store, uploads, token));
            started.setExecutor(pool);
            started.start();
            threads = pool;
            return started;
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED,
                    "cannot start the sandbox's registry on 127.0.0.1: " + SystemFailures.why(e),
                    e);
        }
    }
}
