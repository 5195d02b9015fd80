package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.TakesLong;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseState;
import dev.fairlead.rollout.CuttableProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is done to the process that works on a release. */
@AtOnce
@NeedsCluster
@TakesLong
final class KilledReleaseContractTest {
    private final Bench bench = new Bench(2);

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "follow deployment/web-canary, its lease runs out",
        "pause, its lease is taken",
        "change deployment/web to, its lease is taken"
    })
    void aProcessThatIsKilledLeavesAReleaseThatAnybodyFinishes(String killedAt, String lease) throws Exception {
        try (ReleasingProcess process = new ReleasingProcess(bench, Map.of())) {
            process.readTo(": " + killedAt);
            process.kill();
        }

        ReleaseLine line = bench.line().takeOver(lease.endsWith("taken"));
        ResumeResult.Release resumed = (ResumeResult.Release) bench.user("bob").resume(line, ProgressListener.SILENT);
        ReleaseResult result = resumed.value();

        assertEquals(Phase.DONE, result.release().phase());
        assertEquals(Map.of("v2", 2), bench.served());
        assertFalse(bench.namespace.has("deployments", "web-canary"));
    }

    @Test
    void ctrlCLeavesItWhereItIsGivesTheLockUpAndSaysHowToGoOn() throws Exception {
        try (ReleasingProcess process = new ReleasingProcess(bench, Map.of())) {
            process.readTo(": pause");
            process.interrupt();
            ReleasingProcess.Ended ended = process.end();
            String said = ended.said();

            assertEquals(130, ended.exitCode(), said);
            assertTrue(said.contains("everything stays as the last step left it"), said);
            for (String verb : List.of("resume", "promote", "abort")) {
                String line = "rollout " + verb + " deployment/web -n " + bench.namespace.name;
                assertTrue(said.contains(line), said);
            }
        }
        ReleaseState left =
                bench.user("bob").state(ClusterScope.CURRENT, Bench.WEB).orElseThrow();
        assertEquals(Phase.STOPPED, left.phase());
        assertEquals("", left.holder());
        assertEquals(Map.of("v1", 1, "v2", 1), bench.served());
    }

    @Test
    void anApiServerThatIsAwayInTheMiddleEndsNoRelease() throws Exception {
        String server = bench.client().server();
        Path config = bench.file("kubeconfig");
        try (CuttableProxy proxy = new CuttableProxy(URI.create(server))) {
            String direct = Files.readString(Path.of(RealParts.environment().get("KUBECONFIG")));
            String through = "https://127.0.0.1:" + proxy.port();
            Files.writeString(config, direct.replace(server.replaceFirst("/$", ""), through));
            try (ReleasingProcess process = new ReleasingProcess(bench, Map.of("KUBECONFIG", config.toString()))) {
                process.readTo(": pause");
                proxy.down();
                process.readTo("it is tried again");
                proxy.up();
                ReleasingProcess.Ended ended = process.end();
                assertEquals(0, ended.exitCode(), ended.said());
            }
        }
        assertEquals(Map.of("v2", 2), bench.served());
    }
}
