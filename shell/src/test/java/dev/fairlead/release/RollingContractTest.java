package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.TakesLong;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.rollout.model.DeployRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases within one Deployment, the first one, and what people do to one that waits. */
@AtOnce
@NeedsCluster
@TakesLong
final class RollingContractTest {
    private final Bench bench = new Bench(2);

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aGateThatReallyFailsGoesBackToExactlyWhatWasFound() {
        List<JsonNode> before = Bench.withoutRevision(bench.objects());

        Shell.Ran ran = line("rollout deploy web --image " + bench.v2 + " --gate 'http /missing'");

        assertEquals(33, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("went back"), ran.err());
        assertEquals(before, Bench.withoutRevision(bench.objects()));
        assertEquals(Map.of("v1", 2), bench.served());
    }

    @Test
    void recreateNeverServesTwoVersionsAndPutsTheUpdateStrategyBack() {
        JsonNode strategy = bench.web().at("/spec/strategy");
        Set<Integer> versions = new TreeSet<>();
        Set<String> strategies = new TreeSet<>();

        bench.user("ann").deploy(bench.release(bench.v2).recreate().build(), event -> {
            versions.add(bench.served().size());
            strategies.add(bench.web().at("/spec/strategy/type").asText());
        });

        assertFalse(versions.contains(2), versions::toString);
        assertEquals(Set.of("Recreate", "RollingUpdate"), strategies);
        assertEquals(Map.of("v2", 2), bench.served());
        assertEquals(strategy, bench.web().at("/spec/strategy"));
    }

    @Test
    void theFirstReleaseJustMakesTheDeploymentAndItsLockGoesWithThat() throws Exception {
        Path plan = home.resolve("plan.json");
        Files.writeString(plan, "of another day");
        ReleaseService ann = bench.user("ann");
        DeployRequest.Builder first = DeployRequest.named("fresh").image(bench.v1);
        ann.deploy(ReleaseRequest.of(first).canary("50%").planOut(plan).build(), ProgressListener.SILENT);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(plan)));

        ann.deploy(ReleaseRequest.of(first).canary("50%").build(), ProgressListener.SILENT);

        JsonNode fresh = bench.namespace.get("deployments", "fresh");
        assertEquals(1, fresh.at("/status/availableReplicas").asInt());
        JsonNode lease = bench.client()
                .get(WrittenPath.of("/apis/coordination.k8s.io/v1/namespaces/" + bench.namespace.name
                        + "/leases/fairlead-release-fresh"));
        assertEquals(
                fresh.at("/metadata/uid").asText(),
                lease.at("/metadata/ownerReferences/0/uid").asText());
        assertFalse(bench.namespace.has("deployments", "fresh-canary"));
    }

    @Test
    void aFullPromotionSkipsTheSharesAndTheApprovalsThatRemain() {
        List<String> titles = new ArrayList<>();
        String canary = "rollout deploy web --strategy canary --steps 20%,60% --pause 5m --gate approval --no-wait";
        assertEquals(0, line(canary + " --image " + bench.v2).exitCode());
        assertEquals(Map.of("v1", 1, "v2", 1), bench.served());

        ReleaseResult result = bench.user("bob").promote(bench.line().fully(), event -> {
            if (event instanceof ProgressEvent.Started started) {
                titles.add(started.title());
            }
        });

        assertEquals(Phase.DONE, result.release().phase());
        assertEquals(Map.of("v2", 2), bench.served());
        assertFalse(titles.toString().contains("share 60%"), titles::toString);
        assertFalse(titles.toString().contains("pause"), titles::toString);
    }

    @Test
    void whatSomebodyElseChangedIsTakenAsItIsWhereThatIsWanted() {
        String canary = "rollout deploy web --strategy canary --steps 50% --pause 1s --no-wait";
        assertEquals(0, line(canary + " --image " + bench.v2).exitCode());
        bench.patch("spec: {template: {metadata: {annotations: {theirs: 'yes'}}}}");
        assertEquals(6, line("rollout resume deployment/web").exitCode());

        Shell.Ran ran = line("rollout resume deployment/web --as-it-is");

        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals(Map.of("v2", 2), bench.served());
        assertEquals(
                "yes",
                bench.web().at("/spec/template/metadata/annotations/theirs").asText());
    }

    private Shell.Ran line(String line) {
        try (Shell shell = new Shell(home, RealParts.environment())) {
            return shell.run(line + " -n " + bench.namespace.name);
        }
    }
}
