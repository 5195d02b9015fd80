package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that come through the Service all the time while it is released, by a Deployment that fairlead wrote. */
@NeedsCluster
final class LoadContractTest {
    private final ScratchNamespace namespace = new ScratchNamespace("load");

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        namespace.close();
    }

    @Test
    void noRequestFailsWhateverTheStrategy() {
        String v1 = SampleImages.web("v1");
        String v2 = SampleImages.web("v2");
        line("rollout deploy web --image " + v1 + " --port 8080 --replicas 2");
        try (Load load = new Load(namespace)) {
            line("rollout deploy web --image " + v2 + " --strategy rolling --max-surge 1 --max-unavailable 0");
            Map<String, Integer> rolled = load.answers();
            line("rollout deploy web --image " + v1 + " --strategy canary --steps 50% --pause 1s");
            Map<String, Integer> promoted = load.answers();
            line("rollout deploy web --image " + v2 + " --strategy bluegreen --keep 1s");
            Map<String, Integer> switched = load.answers();

            assertEquals(Set.of("web-v1", "web-v2"), switched.keySet(), () -> "answers " + switched);
            assertTrue(rolled.get("web-v2") > 0, () -> "answers " + rolled);
            assertTrue(promoted.get("web-v1") > rolled.get("web-v1"), () -> "answers " + promoted);
            assertTrue(switched.get("web-v2") > promoted.get("web-v2"), () -> "answers " + switched);
        }
    }

    private void line(String line) {
        try (Shell shell = new Shell(home, RealParts.environment())) {
            Shell.Ran ran = shell.run(line + " -n " + namespace.name);
            assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.err());
        }
    }
}
