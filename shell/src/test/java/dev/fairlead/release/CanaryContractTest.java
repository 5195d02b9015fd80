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
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.ReleaseFailed;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.release.run.ReleaseState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AtOnce
@NeedsCluster
@TakesLong
final class CanaryContractTest {
    private final Bench bench = new Bench(3);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachShareIsServedBeforeItsGateIsAskedAndThePromotionServesTheNewImageOnly() {
        List<Map<String, Integer>> served = new ArrayList<>();
        ReleaseService ann = bench.user("ann", Bench.gate(subject -> {
            served.add(bench.served());
            return GateAnswer.PASS;
        }));

        ReleaseResult result = ann.release(
                bench.release(bench.v2)
                        .canary(Duration.ZERO, "20%", "60%")
                        .gate("http /")
                        .build(),
                ProgressListener.SILENT);

        assertEquals(List.of(Map.of("v1", 2, "v2", 1), Map.of("v1", 1, "v2", 2)), served);
        assertEquals(Phase.DONE, result.release().phase());
        assertEquals(Map.of("v2", 3), bench.served());
        assertEquals(3, bench.web().at("/spec/replicas").asInt());
        assertFalse(bench.namespace.has("deployments", "web-canary"));
        assertEquals(
                "a test",
                bench.web()
                        .at("/metadata/annotations/kubernetes.io~1change-cause")
                        .asText());
    }

    @Test
    void aBadImageGoesBackToExactlyWhatWasFound() {
        List<JsonNode> before = bench.objects();
        ReleaseService ann = bench.user("ann");

        OpsException e = assertThrows(
                ReleaseFailed.class,
                () -> ann.deploy(
                        bench.release(bench.v1 + "-missing").canary("50%").build(), ProgressListener.SILENT));

        assertEquals(FailureKind.ROLLOUT_IMAGE, e.kind(), e::message);
        assertTrue(e.message().contains("went back"), e::message);
        assertEquals(before, bench.objects());
        assertEquals(Map.of("v1", 3), bench.served());
    }

    @Test
    void podsThatFailWhileAShareIsWatchedEndTheReleaseBeforeItsTimeIsOver() {
        List<JsonNode> before = bench.objects();
        ReleaseService ann = bench.user("ann");
        List<String> begun = Collections.synchronizedList(new ArrayList<>());

        OpsException e = assertThrows(
                ReleaseFailed.class,
                () -> ann.deploy(
                        bench.tiring().canary(Duration.ofMinutes(5), "50%").build(), Bench.steps(begun)));

        assertEquals(FailureKind.ROLLOUT_CRASH, e.kind(), e::message);
        assertTrue(begun.stream().anyMatch(step -> step.endsWith("pause 5m")), begun::toString);
        assertTrue(begun.stream().noneMatch(step -> step.contains("change deployment/web ")), begun::toString);
        assertEquals(before, bench.objects());
        assertEquals(Map.of("v1", 3), bench.served());
    }

    @Test
    void aFailedGateInTheMiddleGoesBackToExactlyWhatWasFound() {
        List<JsonNode> before = bench.objects();
        List<GateAnswer> answers = new ArrayList<>(List.of(GateAnswer.PASS, GateAnswer.NO_DATA));
        ReleaseService ann = bench.user("ann", Bench.gate(subject -> answers.remove(0)));

        OpsException e = assertThrows(
                ReleaseFailed.class,
                () -> ann.deploy(
                        bench.release(bench.v2)
                                .canary(Duration.ZERO, "20%", "60%")
                                .gate("http /")
                                .build(),
                        ProgressListener.SILENT));

        assertEquals(FailureKind.ROLLOUT_GATE, e.kind(), e::message);
        assertEquals(before, bench.objects());
    }

    @Test
    void aReleaseThatIsKilledAfterEachOfItsStepsIsFinishedByWhoeverResumesIt() {
        int steps = bench.killedAfterEachStep(
                bench.release(bench.v2).canary(Duration.ZERO, "60%").build());

        assertTrue(steps >= 9, () -> steps + " steps");
        assertEquals(Map.of("v2", 3), bench.served());
        assertEquals(3, bench.web().at("/spec/replicas").asInt());
        assertFalse(bench.namespace.has("deployments", "web-canary"));
        assertEquals(Optional.empty(), bench.user("bob").state(ClusterScope.CURRENT, Bench.WEB));
    }

    /** Every other step, a third of them in turn; shell/bench/kills takes them all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void afterWhicheverStepItIsKilledAnAbortFromElsewhereRestoresExactlyWhatWasFound(int first) {
        List<JsonNode> before = Bench.withoutRevision(bench.objects());
        ReleaseRequest request =
                bench.release(bench.v2).canary(Duration.ZERO, "60%").build();
        int step = first;
        while (killedAfter(step, request)) {
            bench.user("bob").abort(bench.takingOver(), ProgressListener.SILENT);
            int at = step;
            assertEquals(before, Bench.withoutRevision(bench.objects()), () -> "after step " + at);
            step += 6;
        }
        int steps = step - 1;
        assertTrue(steps >= 9, () -> steps + " steps");
    }

    private boolean killedAfter(int step, ReleaseRequest request) {
        return Bench.killedAfter(step, progress -> bench.user("ann").deploy(request, progress));
    }

    @Test
    void whoeverCancelsItGivesTheLeaseUpAndLeavesItWhereItIs() throws InterruptedException {
        List<JsonNode> before = bench.objects();
        bench.cancelledAt(
                4,
                bench.user("ann"),
                bench.release(bench.v2).canary(Duration.ofMinutes(5), "60%").build());
        ReleaseState left =
                bench.user("bob").state(ClusterScope.CURRENT, Bench.WEB).orElseThrow();
        assertEquals(Phase.STOPPED, left.phase());
        assertEquals(4, left.step());
        assertEquals("", left.holder());

        ReleaseResult aborted = bench.user("bob").abort(bench.line(), ProgressListener.SILENT);

        assertEquals(Phase.ABORTED, aborted.release().phase());
        assertEquals(before, bench.objects());
    }

    @Test
    void aChangeBySomebodyElseStopsItAndSurvivesTheAbort() throws InterruptedException {
        ReleaseRequest request =
                bench.release(bench.v2).canary(Duration.ofMinutes(5), "60%").build();
        bench.cancelledAt(6, bench.user("ann"), request);
        bench.patch("spec: {template: {metadata: {annotations: {theirs: 'yes'}}}}");

        OpsException e = assertThrows(
                OpsException.class, () -> bench.user("bob").promote(bench.line(), ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, e.kind());
        assertTrue(
                e.message().contains("deployment/web since this release left it: .spec.template.metadata."),
                e::message);
        assertTrue(e.hints().toString().contains("--as-it-is"), () -> e.hints().toString());

        bench.user("bob").abort(bench.line(), ProgressListener.SILENT);
        assertEquals(3, bench.web().at("/spec/replicas").asInt());
        assertEquals(
                "yes",
                bench.web().at("/spec/template/metadata/annotations/theirs").asText());
    }
}
