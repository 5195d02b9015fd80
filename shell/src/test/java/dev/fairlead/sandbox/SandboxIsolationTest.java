package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubeconfig and an engine that count who knocks: nobody does from within the sandbox. */
final class SandboxIsolationTest {
    private static final String[] LINES = {
        "cluster info",
        "cluster contexts",
        "rollout deploy hello --image 127.0.0.1:1/team/hello:v1",
        "rollout status deployment/hello",
        "image ls",
        "image pull busybox",
        "build image .",
        "cluster get pods --context trap"
    };

    @TempDir
    private Path home;

    private final AtomicInteger knocks = new AtomicInteger();
    private ServerSocket cluster;
    private ServerSocketChannel engine;
    private Map<String, String> environment;

    @BeforeEach
    void setTraps() throws IOException {
        cluster = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Path socket = home.resolve("engine.sock");
        engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        count(() -> cluster.accept().close());
        count(() -> engine.accept().close());
        Path kubeconfig = home.resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                clusters: [{name: trap, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: trap, context: {cluster: trap, user: trap}}]
                users: [{name: trap, user: {token: x}}]
                current-context: trap
                """.formatted(cluster.getLocalPort()));
        Files.writeString(home.resolve("Dockerfile"), "FROM scratch\n");
        environment = Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "DOCKER_HOST",
                "unix://" + socket,
                "PATH",
                "/usr/bin:/bin",
                "FAIRLEAD_SANDBOX_SPEED",
                "20");
    }

    @AfterEach
    void takeTrapsAway() throws IOException {
        cluster.close();
        engine.close();
    }

    @Test
    void nothingOutsideIsReachedByAShellThatBeginsInTheSandbox() {
        try (Shell shell = new Shell(home, environment, home, "--sandbox")) {
            for (String line : LINES) {
                shell.run(line);
            }
            assertEquals(0, shell.run("cluster info").exitCode());
        }
        assertEquals(0, knocks.get());
    }

    @Test
    void goingInClosesWhatWasOpenAndComingOutOpensItAgain() {
        try (Shell shell = new Shell(home, environment, home)) {
            shell.run("cluster info");
            shell.run("image ls");
            int before = knocks.getAndSet(0);
            assertTrue(before >= 2, "the traps do not work: " + before);
            assertEquals(0, shell.run("sandbox on").exitCode());
            for (String line : LINES) {
                shell.run(line);
            }
            assertEquals(0, knocks.get());
            assertEquals(0, shell.run("sandbox off").exitCode());
            assertNotEquals(0, shell.run("cluster info").exitCode());
            assertTrue(knocks.get() > 0, "the session did not come out");
        }
    }

    private void count(Knock knock) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    knock.await();
                    knocks.incrementAndGet();
                }
            } catch (IOException e) {
                // the trap is taken away
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for somebody. */
    private interface Knock {
        void await() throws IOException;
    }
}
