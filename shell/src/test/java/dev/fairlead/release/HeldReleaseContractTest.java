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
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.PlanReview;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.release.run.ReleaseResult;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.model.DeployRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may move a release: one at a time, and whoever comes after a crash. */
@AtOnce
@NeedsCluster
@TakesLong
final class HeldReleaseContractTest {
    private final Bench bench = new Bench(2);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whoComesSecondIsToldWhoWasFirstAndMayPromoteItFromElsewhere() throws Exception {
        ReleaseService ann = bench.user("ann");
        CompletableFuture<ReleaseResult> first = CompletableFuture.supplyAsync(() -> ann.release(
                bench.release(bench.v2).canary(Duration.ofMinutes(5), "50%").build(), ProgressListener.SILENT));
        awaitPhase(Phase.PAUSED);

        ReleaseService bob = bench.user("bob");
        for (ReleaseRequest request : List.of(
                bench.release(bench.v2).canary("50%").build(),
                bench.release(bench.v2).build())) {
            OpsException e = assertThrows(OpsException.class, () -> bob.deploy(request, ProgressListener.SILENT));
            assertEquals(FailureKind.CONFLICT, e.kind());
            assertTrue(e.message().contains("is being released by ann@"), e::message);
        }

        bob.promote(bench.line(), ProgressListener.SILENT);
        ReleaseResult result = first.get(2, TimeUnit.MINUTES);
        assertEquals(Phase.DONE, result.release().phase());
        assertEquals(Map.of("v2", 2), bench.served());
    }

    @Test
    void whoHoldsItGoesBackWhenSomebodyElseAborts() throws Exception {
        List<JsonNode> before = bench.objects();
        ReleaseService ann = bench.user("ann");
        CompletableFuture<ReleaseResult> first = CompletableFuture.supplyAsync(() -> ann.release(
                bench.release(bench.v2).canary(Duration.ofMinutes(5), "50%").build(), ProgressListener.SILENT));
        awaitPhase(Phase.PAUSED);

        ReleaseResult aborted = bench.user("bob").abort(bench.line(), ProgressListener.SILENT);

        assertEquals(Phase.ABORTED, aborted.release().phase());
        assertEquals(Phase.ABORTED, first.get(1, TimeUnit.MINUTES).release().phase());
        assertEquals(before, bench.objects());
    }

    @Test
    void whoIsRobbedOfItWritesNothingMore() throws Exception {
        ReleaseService ann = bench.user("ann");
        CompletableFuture<ReleaseResult> first = CompletableFuture.supplyAsync(() -> ann.release(
                bench.release(bench.v2).canary(Duration.ofMinutes(5), "50%").build(), ProgressListener.SILENT));
        awaitPhase(Phase.PAUSED);

        ReleaseLine robbing = ReleaseLine.of(ClusterScope.CURRENT, Bench.WEB).takeOver(true);
        bench.user("bob").abort(robbing, ProgressListener.SILENT);

        Exception e = assertThrows(Exception.class, () -> first.get(1, TimeUnit.MINUTES));
        assertTrue(e.getCause() instanceof OpsException lost && lost.kind() == FailureKind.CONFLICT, e::toString);
        assertEquals(Map.of("v1", 2), bench.served());
    }

    @Test
    void aPlanIsMadeAsItWasWrittenAndRefusedWhereTheClusterHasMoved() throws IOException {
        ReleaseService ann = bench.user("ann");
        Path file = bench.file("plan.json");
        ReleaseRequest.Builder request = ReleaseRequest.of(
                        DeployRequest.named("web").image(bench.v2))
                .canary(Duration.ZERO, "50%")
                .planOut(file);
        PlanReview review = ann.plan(request.build(), ProgressListener.SILENT);
        assertTrue(review.changes().stream().anyMatch(c -> c.lines().toString().contains(bench.v2)));
        assertFalse(bench.namespace.has("deployments", "web-canary"));
        assertTrue(Files.exists(file));

        bench.patch("spec: {replicas: 3}");
        OpsException moved = assertThrows(
                OpsException.class,
                () -> ann.apply(
                        ClusterScope.CURRENT, file, true, NotificationTargets.SETTLED, ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, moved.kind());
        assertTrue(moved.message().contains("deployment/web: .spec.replicas is 3, was 2"), moved::message);

        bench.patch("spec: {replicas: 2}");
        ScratchNamespace.await(() -> bench.served().equals(Map.of("v1", 2)));
        assertEquals(
                Phase.DONE,
                ann.apply(ClusterScope.CURRENT, file, true, NotificationTargets.SETTLED, ProgressListener.SILENT)
                        .release()
                        .phase());
        assertEquals(Map.of("v2", 2), bench.served());
    }

    @Test
    void theCountOfPodsThatAnAutoscalerDecidesIsNeverWritten() {
        var hpa = bench.client().discovery().find("horizontalpodautoscalers");
        bench.client()
                .send(
                        "POST",
                        WrittenPath.of("/apis/autoscaling/v1/namespaces/" + bench.namespace.name
                                + "/horizontalpodautoscalers"),
                        "application/json",
                        ScratchNamespace.read("""
                                apiVersion: autoscaling/v1
                                kind: HorizontalPodAutoscaler
                                metadata: {name: web}
                                spec: {maxReplicas: 5, minReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
                                """),
                        "application/json");
        assertEquals("HorizontalPodAutoscaler", hpa.kind());
        ReleaseService ann = bench.user("ann");
        OpsException e = assertThrows(
                OpsException.class,
                () -> ann.deploy(
                        ReleaseRequest.of(DeployRequest.named("web")
                                        .image(bench.v2)
                                        .replicas(4))
                                .build(),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.CONFLICT, e.kind());
        assertTrue(e.message().contains("hpa/web decides it (2 to 5)"), e::message);

        List<Integer> counts = new ArrayList<>();
        ann.deploy(
                bench.release(bench.v2).canary(Duration.ZERO, "50%").build(),
                event -> counts.add(bench.web().at("/spec/replicas").asInt()));
        assertEquals(List.of(2), counts.stream().distinct().toList());
        assertEquals(Map.of("v2", 2), bench.served());
    }

    private void awaitPhase(Phase phase) {
        ReleaseService reader = bench.user("reader");
        ScratchNamespace.await(() -> reader.state(ClusterScope.CURRENT, Bench.WEB)
                .filter(release -> release.phase() == phase)
                .isPresent());
    }
}
