package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server itself is killed under a running status and started again, while the cluster goes on by another. */
@NeedsCluster
final class ApiServerRestartContractTest {
    private static final String ENABLES =
            "to kill an API server: run as the user of a kube-apiserver on this machine that KUBECONFIG leads to";

    @TempDir
    private Path home;

    @Test
    void aKilledServerIsToldItsReturnTooAndTheVerdictIsThatOfTheClusterThen() throws IOException {
        try (ScratchNamespace namespace = new ScratchNamespace("restart")) {
            URI first = URI.create(namespace.client().server());
            Optional<SecondApiServer> found = SecondApiServer.beside(first, home);
            if (found.isEmpty()) {
                System.out.println("skipped " + getClass().getSimpleName() + ", " + ENABLES);
            }
            assumeTrue(found.isPresent(), ENABLES);
            try (SecondApiServer server = found.get();
                    Clusters clusters = clusters(first, server.address(), namespace)) {
                server.start(() -> serves(clusters, namespace));
                followed(server, clusters, namespace);
            }
        }
    }

    private void followed(SecondApiServer server, Clusters clusters, ScratchNamespace namespace) {
        RolloutService rollouts = ScratchNamespace.service(clusters, new Journal(home.resolve("state"), "tester"));
        namespace.create("deployments", Sleepers.deployment("well", "minReadySeconds: 300", ""));
        namespace.create("deployments", Sleepers.deployment("bad", "minReadySeconds: 300", ""));
        Listening well = new Listening(rollouts, "well", ScratchNamespace.RULES);
        Listening bad = new Listening(rollouts, "bad", ScratchNamespace.RULES);
        ScratchNamespace.await(() -> well.count("advanced") > 0 && bad.count("advanced") > 0);

        server.kill();
        ScratchNamespace.await(() -> well.count("lost the API server") == 1 && bad.count("lost the API server") == 1);
        namespace.patch("deployments", "well", "{spec: {minReadySeconds: 0}}");
        namespace.patch(
                "deployments",
                "bad",
                "{spec: {template: {spec: {containers: [{name: app, image: '%s'}]}}}}"
                        .formatted(RealParts.registry() + "/library/busybox:missing"));
        ScratchNamespace.await(() -> seen(namespace, "well") == State.CURRENT);
        ScratchNamespace.await(() -> seen(namespace, "bad") == State.FAILED);
        assertFalse(well.status.isDone() || bad.status.isDone(), "nobody could know");

        server.start(() -> serves(clusters, namespace));
        assertEquals(State.CURRENT, well.status.join().state());
        RolloutFailed failed = assertInstanceOf(
                RolloutFailed.class,
                assertThrows(CompletionException.class, bad.status::join).getCause());
        assertEquals(FailureKind.ROLLOUT_IMAGE, failed.kind(), failed.message());
        assertTrue(failed.message().contains("no such tag"), failed.message());
        well.assertToldOfBoth();
        bad.assertToldOfBoth();
    }

    private static State seen(ScratchNamespace namespace, String name) {
        try {
            return namespace
                    .rollouts
                    .status(
                            ClusterScope.CURRENT,
                            WorkloadRef.deployment(name),
                            WaitRules.LOOK_ONCE,
                            ProgressListener.SILENT)
                    .state();
        } catch (RolloutFailed e) {
            return e.status().state();
        }
    }

    private static boolean serves(Clusters clusters, ScratchNamespace namespace) {
        try {
            clusters.open(ClusterScope.CURRENT).get(WrittenPath.of("/api/v1/namespaces/" + namespace.name));
            return true;
        } catch (OpsException e) {
            return false;
        }
    }

    private Clusters clusters(URI first, URI second, ScratchNamespace namespace) throws IOException {
        String direct = Files.readString(Path.of(RealParts.environment().get("KUBECONFIG")));
        Path config = home.resolve("config");
        Files.writeString(config, direct.replace(first.toString().replaceFirst("/$", ""), second.toString()));
        Clusters clusters = ScratchNamespace.clusters(Optional.of(config.toString()), namespace.name);
        assertEquals(second.toString(), clusters.contexts().get(0).server());
        return clusters;
    }
}
