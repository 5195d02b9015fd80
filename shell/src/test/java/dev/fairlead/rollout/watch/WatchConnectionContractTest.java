package dev.fairlead.rollout.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.rollout.CuttableProxy;
import dev.fairlead.rollout.Listening;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.Sleepers;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running status whose connection is lost and comes back. */
@AtOnce
@NeedsCluster
final class WatchConnectionContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

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
        Listening ann = follow("killed", Duration.ofMinutes(2));
        ScratchNamespace.await(() -> ann.count("advanced") > 0);
        proxy.down();
        ScratchNamespace.await(() -> ann.count("lost the API server") == 1);
        ready("killed");
        ScratchNamespace.await(() -> look("killed") == State.CURRENT);
        assertFalse(ann.status.isDone(), "nobody could know");
        proxy.up();

        assertEquals(State.CURRENT, ann.status.join().state());
        ann.assertToldOfBoth();
    }

    @Test
    void aNetworkThatSwallowsEverythingIsNoticed() {
        slow("frozen");
        Listening ann = follow("frozen", Duration.ofMinutes(2));
        ScratchNamespace.await(() -> ann.count("advanced") > 0);
        proxy.freeze();
        ready("frozen");
        ScratchNamespace.await(() -> ann.count("lost the API server") == 1);
        assertFalse(ann.status.isDone(), "nobody could know");
        proxy.thaw();

        assertEquals(State.CURRENT, ann.status.join().state());
        assertEquals(1, ann.count("connected again after"), ann::toString);
    }

    @Test
    void whatLooksSettledIsNoSuccessWithoutTheServer() {
        namespace.create("deployments", Sleepers.deployment("settling", "minReadySeconds: 0", ""));
        Duration window = Duration.ofSeconds(20);
        Listening ann =
                follow("settling", new WaitRules(true, Duration.ofMinutes(2), Tolerances.DEFAULT.withStable(window)));
        ScratchNamespace.await(() -> ann.heard("settling"));
        proxy.freeze();
        long settled = System.nanoTime() + window.toNanos();
        ScratchNamespace.await(() -> ann.count("lost the API server") == 1 && System.nanoTime() > settled);
        assertFalse(ann.status.isDone(), ann::toString);
        proxy.thaw();

        assertEquals(State.CURRENT, ann.status.join().state());
    }

    @Test
    void aWaitWhoseTimeIsUpWithoutTheServerSaysThatNothingIsKnown() {
        slow("dark");
        Listening ann = follow("dark", Duration.ofSeconds(20));
        ScratchNamespace.await(() -> ann.count("advanced") > 0);
        proxy.down();
        OpsException failed = (OpsException)
                assertThrows(CompletionException.class, ann.status::join).getCause();
        assertEquals(FailureKind.UNREACHABLE, failed.kind());
        assertTrue(failed.message().startsWith("nothing is known of deployment/dark for"), failed.message());
    }

    private Listening follow(String name, Duration limit) {
        return follow(name, ScratchNamespace.RULES.withLimit(limit));
    }

    private Listening follow(String name, WaitRules rules) {
        Journal journal = new Journal(home.resolve("state"), "tester");
        return new Listening(ScratchNamespace.service(clusters, journal), name, rules);
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
        namespace.create("deployments", Sleepers.deployment(name, "minReadySeconds: 300", ""));
    }

    private static void ready(String name) {
        namespace.patch("deployments", name, "{spec: {minReadySeconds: 0}}");
    }
}
