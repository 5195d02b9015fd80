package dev.fairlead.sandbox.session;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.SystemFailures;
import dev.fairlead.files.OwnFile;
import dev.fairlead.files.OwnFolder;
import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.api.ApiServer;
import dev.fairlead.sandbox.api.SandboxApi;
import dev.fairlead.sandbox.controller.SimulatedClock;
import dev.fairlead.sandbox.controller.Simulation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The running sandbox of a directory. One process has it; others that want the same one find its address in the
 * kubeconfig that lies there.
 */
final class Sandbox implements AutoCloseable {
    static final String CONTEXT = "sandbox";
    private static final long SAVE_MILLIS = 1_000;

    private final FileChannel lock;
    private final ApiServer server;
    private final Simulation simulation;
    private final StateFile state;
    private final Thread keeper;
    private final Path kubeconfig;
    private volatile boolean closed;

    private Sandbox(FileChannel lock, ApiServer server, Simulation simulation, StateFile state, Path kubeconfig) {
        this.lock = lock;
        this.server = server;
        this.simulation = simulation;
        this.state = state;
        this.kubeconfig = kubeconfig;
        this.keeper = new Thread(this::keep, "sandbox keeper");
        keeper.setDaemon(true);
    }

    static Path kubeconfig(Path directory) {
        return directory.resolve("kubeconfig");
    }

    /**
     * Starts the sandbox of a directory; empty where another process has it.
     *
     * @param context what its kubeconfig calls it
     */
    static Optional<Sandbox> start(Path directory, ImageCatalog images, double speed, String context) {
        try {
            OwnFolder.make(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(channel)) {
                channel.close();
                return Optional.empty();
            }
            try {
                return Optional.of(start(directory, channel, images, speed, context));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new OpsException(
                    FailureKind.FAILED, "the sandbox in " + directory + " cannot start: " + SystemFailures.why(e), e);
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Sandbox start(Path directory, FileChannel lock, ImageCatalog images, double speed, String context)
            throws IOException {
        SandboxApi api = new SandboxApi(Clock.systemUTC());
        Faults faults = new Faults();
        StateFile state = new StateFile(directory.resolve("state.json"), api, faults);
        state.load();
        Simulation simulation = new Simulation(api, new SimulatedClock(Clock.systemUTC(), speed), images, faults);
        byte[] random = new byte[8];
        new java.security.SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        Runnable changed = () -> {
            simulation.furnish();
            simulation.touch();
            state.save(true);
        };
        ApiServer server = api.serve(new SimulatedPods(api, faults, images, changed, state::trouble), token);
        Path kubeconfig = kubeconfig(directory);
        try {
            write(kubeconfig, context, server.address());
        } catch (OpsException e) {
            server.close();
            throw e;
        }
        simulation.start();
        Sandbox sandbox = new Sandbox(lock, server, simulation, state, kubeconfig);
        sandbox.keeper.start();
        return sandbox;
    }

    private static void write(Path file, String context, String address) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster:
                    server: %2$s
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: %1$s}
                users:
                - name: %1$s
                  user: {}
                """.formatted(TextNode.valueOf(context), address);
        new OwnFile(file).replace(text);
    }

    /** What happened is not lost when the process is killed. */
    private void keep() {
        while (!closed) {
            try {
                Thread.sleep(SAVE_MILLIS);
                state.save(false);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /**
     * Saves what is there and ends.
     *
     * @throws OpsException when it could not be saved
     */
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        server.close();
        simulation.close();
        state.save(true);
        try (lock) {
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            System.getLogger(Sandbox.class.getName()).log(System.Logger.Level.DEBUG, "sandbox not tidied", e);
        }
        if (!state.trouble().isEmpty()) {
            Path directory = kubeconfig.toAbsolutePath().getParent();
            throw new OpsException(
                            FailureKind.FAILED,
                            "the sandbox cannot be saved: " + state.trouble() + "; what was done in it lately is lost")
                    .hint("df -h " + directory);
        }
    }
}
