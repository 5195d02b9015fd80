package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.failure.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        "cluster get pods --context trap",
        "cluster use trap",
        "cluster apply -f map.yaml --context trap",
        "rollout deploy hello --image 127.0.0.1:1/team/hello:v2 --context trap",
        "rollout status --contexts trap",
        "run attack.jsh"
    };

    /** What a script has beyond the lines: the clients themselves, and programs with the session's environment. */
    private static final String ATTACK = """
            cluster.client().pods().list();
            sh("sh led-astray.sh");
            docker.client().pingCmd().exec();
            """;

    /** Goes where the environment leads; what it finds there knocks. */
    private static final String PROGRAM = """
            case "$DOCKER_HOST$DOCKER_CONTEXT" in *engine.sock*|*trap*) touch "$HOME/knocked";; esac
            grep -q trap "$KUBECONFIG" && touch "$HOME/knocked"
            true
            """;

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
        Files.writeString(home.resolve("map.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: mode}}");
        Files.writeString(home.resolve("attack.jsh"), ATTACK);
        Files.writeString(home.resolve("astray.jsh"), "sh(\"sh led-astray.sh\");\n");
        Files.writeString(home.resolve("led-astray.sh"), PROGRAM);
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
            assertTrue(shell.run("run attack.jsh").err().contains("the sandbox has no Docker Engine"));
            String gate = " --strategy canary --steps 50% --pause 0s --gate 'command sh led-astray.sh'";
            shell.run("rollout deploy hello --image 127.0.0.1:1/team/hello:v2" + gate);
        }
        assertEquals(0, knocks.get());
        assertFalse(Files.exists(home.resolve("knocked")), "a program was led outside");
    }

    @Test
    void goingInClosesWhatWasOpenAndComingOutOpensItAgain() throws IOException {
        try (Shell shell = new Shell(home, environment, home)) {
            shell.run("cluster info");
            shell.run("image ls");
            shell.run("run astray.jsh");
            assertTrue(Files.deleteIfExists(home.resolve("knocked")), "the program does not knock outside");
            int before = knocks.getAndSet(0);
            assertTrue(before >= 2, "the traps do not work: " + before);
            assertEquals(0, shell.run("sandbox on").exitCode());
            for (String line : LINES) {
                shell.run(line);
            }
            assertEquals(0, knocks.get());
            assertEquals(0, shell.run("sandbox off").exitCode());
            assertNotEquals(0, shell.run("cluster info").exitCode());
            for (int i = 0; i < 100 && knocks.get() == 0; i++) {
                Pause.of(Duration.ofMillis(50), "the test");
            }
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
