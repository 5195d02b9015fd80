package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running status whose connection is lost and comes back. */
@NeedsCluster
final class ConnectionContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private CuttableProxy proxy;
    private Clusters clusters;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("connection");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @BeforeEach
    void connect() throws IOException {
        String server = namespace.client().server();
        proxy = new CuttableProxy(URI.create(server));
        String direct = Files.readString(Path.of(RealParts.environment().get("KUBECONFIG")));
        Path config = home.resolve("config");
        Files.writeString(config, direct.replace(server.replaceFirst("/$", ""), "https://127.0.0.1:" + proxy.port()));
        clusters = ScratchNamespace.clusters(Optional.of(config.toString()), namespace.name);
        assertTrue(clusters.contexts().get(0).server().endsWith(":" + proxy.port()));
    }

    @AfterEach
    void disconnect() {
        clusters.close();
        proxy.close();
    }

    @Test
    void aServerThatDiesAndComesBackIsToldOnceEachAndSuccessComesAfterIt() {
        slow("killed");
        CompletableFuture<RolloutStatus> status = follow("killed", Duration.ofMinutes(2));
        ScratchNamespace.await(() -> said.stream().anyMatch(line -> line.startsWith("advanced")));
        proxy.down();
        ScratchNamespace.await(() -> count("lost the API server") == 1);
        ready("killed");
        ScratchNamespace.await(() -> look("killed") == State.CURRENT);
        assertFalse(status.isDone(), "nobody could know");
        proxy.up();

        assertEquals(State.CURRENT, status.join().state());
        assertEquals(1, count("lost the API server"), said::toString);
        assertEquals(1, count("connected again after"), said::toString);
        assertTrue(at("connected again") < at("finished"), said::toString);
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticed() {
        slow("frozen");
        CompletableFuture<RolloutStatus> status = follow("frozen", Duration.ofMinutes(2));
        ScratchNamespace.await(() -> said.stream().anyMatch(line -> line.startsWith("advanced")));
        proxy.freeze();
        ready("frozen");
        ScratchNamespace.await(() -> count("lost the API server") == 1);
        assertFalse(status.isDone(), "nobody could know");
        proxy.thaw();

        assertEquals(State.CURRENT, status.join().state());
        assertEquals(1, count("connected again after"), said::toString);
    }

    @Test
    void whatLooksSettledIsNoSuccessWithoutTheServer() {
        namespace.create("deployments", deployment("settling", 0));
        Tolerances patient = Tolerances.DEFAULT.withStable(Duration.ofSeconds(6));
        CompletableFuture<RolloutStatus> status =
                follow("settling", new WaitRules(true, Duration.ofMinutes(2), patient));
        ScratchNamespace.await(() -> said.stream().anyMatch(line -> line.contains("settling")));
        proxy.freeze();
        ScratchNamespace.await(() -> count("lost the API server") == 1);
        assertFalse(status.isDone(), said::toString);
        proxy.thaw();

        assertEquals(State.CURRENT, status.join().state());
    }

    @Test
    void aWaitWhoseTimeIsUpWithoutTheServerSaysThatNothingIsKnown() {
        slow("dark");
        CompletableFuture<RolloutStatus> status = follow("dark", Duration.ofSeconds(8));
        ScratchNamespace.await(() -> said.stream().anyMatch(line -> line.startsWith("advanced")));
        proxy.down();
        OpsException failed = (OpsException) assertThrows(java.util.concurrent.CompletionException.class, status::join)
                .getCause();
        assertEquals(FailureKind.UNREACHABLE, failed.kind());
        assertTrue(failed.message().startsWith("nothing is known of deployment/dark for"), failed.message());
    }

    private CompletableFuture<RolloutStatus> follow(String name, Duration limit) {
        return follow(name, WaitRules.DEFAULT.withLimit(limit));
    }

    private CompletableFuture<RolloutStatus> follow(String name, WaitRules rules) {
        RolloutService rollouts = ScratchNamespace.service(clusters, new Journal(home.resolve("state"), "tester"));
        return CompletableFuture.supplyAsync(
                () -> rollouts.status(ClusterScope.CURRENT, WorkloadRef.deployment(name), rules, this::hear));
    }

    private void hear(ProgressEvent event) {
        if (event instanceof ProgressEvent.Advanced advanced) {
            said.add("advanced " + advanced.state());
        } else if (event instanceof ProgressEvent.Note note) {
            said.add(note.text());
        } else if (event instanceof ProgressEvent.Warning warning) {
            said.add(warning.text());
        } else if (event instanceof ProgressEvent.Finished) {
            said.add("finished");
        }
    }

    private long count(String start) {
        return said.stream().filter(line -> line.startsWith(start)).count();
    }

    private int at(String start) {
        return said.indexOf(
                said.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow());
    }

    private static State look(String name) {
        return namespace
                .rollouts
                .status(
                        ClusterScope.CURRENT,
                        WorkloadRef.deployment(name),
                        WaitRules.LOOK_ONCE,
                        dev.fairlead.progress.ProgressListener.SILENT)
                .state();
    }

    /** Is not current until {@link #ready}. */
    private static void slow(String name) {
        namespace.create("deployments", deployment(name, 300));
    }

    private static void ready(String name) {
        namespace.patch("deployments", name, "{spec: {minReadySeconds: 0}}");
    }

    private static String deployment(String name, int minReadySeconds) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  minReadySeconds: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %3$s/library/busybox:1.35
                        command: [sleep, '3600']
                """.formatted(name, minReadySeconds, RealParts.registry());
    }
}
