package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.gate.RealPrometheus;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The saved canary with a Prometheus that counts the requests of the pods that are there. */
@NeedsCluster
@NeedsPrometheus
@TakesLong
final class CanaryScriptTest {
    @TempDir
    private Path home;

    @Test
    void aVersionWithoutErrorsGetsAllAndOneWithErrorsGoesBack() {
        String first = SampleImages.web("saved-1");
        String good = SampleImages.web("saved-2");
        String bad = SampleImages.web("saved-3");
        try (ScratchNamespace namespace = new ScratchNamespace("canary");
                RealPrometheus prometheus = new RealPrometheus(() -> requests(namespace, bad));
                Shell shell = new Shell(home, RealParts.environment(), Documentation.project(), "-n", namespace.name)) {
            Shell.Ran before = shell.run("rollout deploy shop --stable 0s --port 8080 --replicas 2 --image " + first);
            assertEquals(0, before.exitCode(), before.err());
            String canary = "run scripts/canary.jsh --app shop --steps 50% --pause 5s --window 2s --prometheus "
                    + prometheus.url() + " --image ";
            Shell.Ran well = shell.run(canary + good);
            assertEquals(0, well.exitCode(), well.err());
            assertTrue(well.out().contains("shop runs " + good), well.out());
            Shell.Ran failed = shell.run(canary + bad);
            assertEquals(33, failed.exitCode(), failed.err());
            assertTrue(failed.out().contains("shop is back at " + good), failed.out());
            assertTrue(failed.err().contains("canary.jsh:"), failed.err());
        }
    }

    /** Fifty requests a second of each pod; those of the bad image all fail. */
    private static String requests(ScratchNamespace namespace, String bad) {
        StringBuilder page = new StringBuilder("started 1\n");
        long seconds = System.currentTimeMillis() % 1_000_000_000 / 1_000;
        JsonNode pods = namespace.client().get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods"));
        for (JsonNode pod : pods.path("items")) {
            boolean fails = pod.at("/spec/containers/0/image").asText().equals(bad);
            page.append("http_requests_total{code=\"").append(fails ? 500 : 200);
            page.append("\",pod=\"").append(pod.at("/metadata/name").asText());
            page.append("\"} ").append(50 * seconds).append('\n');
        }
        return page.toString();
    }
}
