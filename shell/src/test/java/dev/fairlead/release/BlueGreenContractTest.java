package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.Answer;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.DeployRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsCluster
final class BlueGreenContractTest {
    private final Bench bench = new Bench(2);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itGoesToGreenAndBackToBlueAndOnlyOneColourEverServes() {
        ReleaseService ann = bench.user("ann", Bench.gate(subject -> {
            assertEquals(1, bench.served().size(), () -> bench.served().toString());
            assertEquals("web-preview", subject.previewService().orElseThrow());
            return Answer.PASS;
        }));

        ann.deploy(
                bench.release(bench.v2).bluegreen(Duration.ZERO).gate("http /").build(), ProgressListener.SILENT);
        assertEquals(Map.of("v2", 2), bench.served());
        assertEquals(0, bench.web().at("/spec/replicas").asInt());
        assertFalse(bench.namespace.has("services", "web-preview"));

        OpsException refused = assertThrows(
                OpsException.class,
                () -> ann.deploy(
                        ReleaseRequest.of(DeployRequest.named("web").image(bench.v1))
                                .build(),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, refused.kind());
        assertTrue(refused.hints().toString().contains("--strategy bluegreen"), refused::message);

        ann.deploy(
                bench.release(bench.v1).bluegreen(Duration.ZERO).gate("http /").build(), ProgressListener.SILENT);
        assertEquals(Map.of("v1", 2), bench.served());
        assertEquals(
                0,
                bench.namespace
                        .get("deployments", "web-green")
                        .at("/spec/replicas")
                        .asInt());
    }

    @Test
    void anAbortAtAnyStepOrWhileTheOldPodsAreKeptRestoresExactlyWhatWasFound() throws InterruptedException {
        List<JsonNode> before = bench.objects();
        ReleaseRequest request =
                bench.release(bench.v2).bluegreen(Duration.ofMinutes(5)).build();
        int kept = 6;
        for (int step = 1; step <= kept; step++) {
            int at = step;
            bench.cancelledAt(step, bench.user("ann"), request);
            if (step == kept) {
                assertEquals(Map.of("v2", 2), bench.served());
            }
            bench.user("bob").abort(bench.line(), ProgressListener.SILENT);
            assertEquals(before, bench.objects(), () -> "after step " + at);
        }
        assertEquals(Map.of("v1", 2), bench.served());
    }
}
