package dev.fairlead.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.TakesLong;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.gate.GateAnswer;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.ReleaseFailed;
import dev.fairlead.rollout.model.DeployRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AtOnce
@NeedsCluster
@TakesLong
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
            return GateAnswer.PASS;
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
    void theOldColourServesAgainWhenTheNewOneFailsWhileTheOldIsKept() {
        ReleaseService ann = bench.user("ann");
        List<String> begun = Collections.synchronizedList(new ArrayList<>());

        OpsException e = assertThrows(
                ReleaseFailed.class,
                () -> ann.deploy(bench.tiring().bluegreen(Duration.ofMinutes(5)).build(), Bench.steps(begun)));

        assertEquals(FailureKind.ROLLOUT_CRASH, e.kind(), e::message);
        assertTrue(begun.stream().anyMatch(step -> step.contains("keep")), begun::toString);
        assertEquals(Map.of("v1", 2), bench.served());
    }

    @Test
    void aReleaseThatIsKilledAfterEachOfItsStepsIsFinishedByWhoeverResumesIt() {
        int steps = bench.killedAfterEachStep(
                bench.release(bench.v2).bluegreen(Duration.ZERO).build());

        assertTrue(steps >= 7, () -> steps + " steps");
        assertEquals(Map.of("v2", 2), bench.served());
        assertEquals(0, bench.web().at("/spec/replicas").asInt());
        assertFalse(bench.namespace.has("services", "web-preview"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void afterWhicheverStepItIsKilledAnAbortFromElsewhereRestoresExactlyWhatWasFound(int first) {
        List<JsonNode> before = bench.objects();
        ReleaseRequest request =
                bench.release(bench.v2).bluegreen(Duration.ZERO).build();
        int step = first;
        while (killedAfter(step, request)) {
            bench.user("bob").abort(bench.takingOver(), ProgressListener.SILENT);
            int at = step;
            assertEquals(before, bench.objects(), () -> "after step " + at);
            step += 3;
        }
        int steps = step - 1;
        assertTrue(steps >= 7, () -> steps + " steps");
    }

    private boolean killedAfter(int step, ReleaseRequest request) {
        return Bench.killedAfter(step, progress -> bench.user("ann").deploy(request, progress));
    }
}
