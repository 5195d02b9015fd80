package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsCluster
final class StatusContractTest {
    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("status");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aDeploymentThatServesIsCurrent() {
        RolloutResult result =
                deploy(request("web", SampleImages.web("v1")).port(8080).replicas(2));

        RolloutStatus status = result.status().orElseThrow();
        assertEquals(State.CURRENT, status.state());
        assertEquals(
                2, status.pods().stream().filter(RolloutStatus.PodLine::ready).count());
        assertEquals("1", status.revision());
        assertEquals(State.CURRENT, look("deployment/web").state());
        assertTrue(namespace.rollouts.statuses(scope()).stream()
                .anyMatch(s -> s.workload().equals("deployment/web") && s.state() == State.CURRENT));
        viewersSeeIt();
    }

    private static void viewersSeeIt() {
        Assumptions.assumeTrue(RealParts.viewerKubeconfig().isPresent());
        try (Clusters clusters = ScratchNamespace.clusters(RealParts.viewerKubeconfig(), namespace.name)) {
            RolloutService viewer = ScratchNamespace.service(clusters, new Journal(Path.of("unused"), "viewer"));
            RolloutStatus status = viewer.status(
                    ClusterScope.CURRENT,
                    WorkloadRef.deployment("web"),
                    ScratchNamespace.RULES,
                    ProgressListener.SILENT);
            assertEquals(State.CURRENT, status.state());
            OpsException denied = assertThrows(
                    OpsException.class,
                    () -> viewer.pause(ClusterScope.CURRENT, WorkloadRef.deployment("web"), ProgressListener.SILENT));
            assertEquals(FailureKind.DENIED, denied.kind());
            assertTrue(denied.message().contains("deployments"), denied.message());
        }
    }

    @Test
    void aTagThatIsNotThereIsToldAtOnce() {
        RolloutFailed failed = assertThrows(
                RolloutFailed.class,
                () -> deploy(request("no-tag", RealParts.registry() + "/library/busybox:missing")));

        assertEquals(FailureKind.ROLLOUT_IMAGE, failed.kind());
        Verdict verdict = failed.verdict();
        assertEquals("no such tag", verdict.reason());
        assertTrue(failed.message().contains("cannot pull"), failed.message());
        assertTrue(failed.hints().contains("image tags " + RealParts.registry() + "/library/busybox"));
        assertTrue(failed.hints().stream().noneMatch(hint -> hint.startsWith("rollout undo")), "nothing to go back to");
    }

    @Test
    void aCrashIsToldWithTheLogOfTheRunThatCrashed() {
        WaitRules rules = new WaitRules(true, Duration.ofMinutes(2), Tolerances.DEFAULT.withRestarts(1));
        RolloutFailed failed = assertThrows(
                RolloutFailed.class,
                () -> deploy(request("crash", SampleImages.crashing()).rules(rules)));

        assertEquals(FailureKind.ROLLOUT_CRASH, failed.kind());
        Verdict verdict = failed.verdict();
        assertEquals("exit code 3", verdict.reason());
        assertEquals("crash", verdict.container());
        assertEquals(
                List.of("connecting to db:5432", "FATAL: no database"),
                verdict.log().stream().sorted((a, b) -> b.compareTo(a)).toList());
        assertTrue(String.join("\n", failed.details()).contains("FATAL: no database"));
        assertEquals(
                State.FAILED,
                assertInstanceOf(RolloutStatus.class, failed.result().orElseThrow())
                        .state());
    }

    @Test
    void whatIsNotThereIsAnsweredWithWhatIs() {
        namespace.create("deployments", Sleepers.deployment("there", "replicas: 0", ""));
        OpsException failed = assertThrows(OpsException.class, () -> look("deployment/nothing"));

        assertEquals(FailureKind.NOT_FOUND, failed.kind());
        assertTrue(failed.message().contains("there"), failed.message());
    }

    @Test
    void nothingWantedIsCurrentAtOnce() {
        namespace.create("deployments", Sleepers.deployment("zero", "replicas: 0", ""));
        ScratchNamespace.await(() -> look("deployment/zero").state() == State.CURRENT);
        assertEquals("scaled to 0", look("deployment/zero").message());
    }

    @Test
    void aServiceThatMissesThePodsIsWarnedOfAfterSuccess() {
        namespace.create("deployments", Sleepers.deployment("missed", "replicas: 0", ""));
        namespace.create(
                "services",
                "{apiVersion: v1, kind: Service, metadata: {name: missed}, spec: {selector: {app: typo}, ports: [{port: 80}]}}");
        List<String> warnings = new CopyOnWriteArrayList<>();
        follow("deployment/missed", Duration.ofMinutes(1), warningsInto(warnings));
        assertEquals(
                List.of("service/missed selects none of these pods: it wants app=typo, they have app=missed"),
                warnings);
    }

    @Test
    void theTimeLimitEndsTheWaitAndSaysWhatIsMissing() {
        namespace.create("deployments", Sleepers.deployment("late", "minReadySeconds: 300", ""));
        RolloutFailed failed = assertThrows(
                RolloutFailed.class, () -> follow("deployment/late", Duration.ofSeconds(2), ProgressListener.SILENT));

        assertEquals(FailureKind.TIMEOUT, failed.kind());
        assertTrue(failed.message().contains("not current after 2s: 1 of 1 updated"), failed.message());
        namespace.delete("deployments", "late");
    }

    @Test
    void aWorkloadThatIsDeletedMeanwhileEndsTheWait() {
        namespace.create("deployments", Sleepers.deployment("doomed", "minReadySeconds: 300", ""));
        CountDownLatch seen = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> assertThrows(
                OpsException.class,
                () -> follow("deployment/doomed", Duration.ofMinutes(1), event -> seen.countDown())));
        ScratchNamespace.await(() -> seen.getCount() == 0);
        namespace.delete("deployments", "doomed");

        OpsException failed = assertInstanceOf(OpsException.class, ended.join());
        assertEquals(FailureKind.NOT_FOUND, failed.kind());
    }

    @Test
    void aCancelledWaitSaysThatTheRolloutGoesOn() throws InterruptedException {
        namespace.create("deployments", Sleepers.deployment("slow", "minReadySeconds: 300", ""));
        CountDownLatch seen = new CountDownLatch(1);
        CompletableFuture<Cancelled> cancelled = new CompletableFuture<>();
        Thread follower = new Thread(() -> {
            try {
                follow("deployment/slow", Duration.ofMinutes(1), event -> seen.countDown());
            } catch (Cancelled e) {
                cancelled.complete(e);
            } catch (RuntimeException e) {
                cancelled.completeExceptionally(e);
            }
        });
        follower.start();
        seen.await();
        follower.interrupt();

        Cancelled failed = cancelled.join();
        assertTrue(failed.message().contains("the rollout goes on"), failed.message());
        assertTrue(failed.hints().contains("rollout status deployment/slow -n " + namespace.name));
        namespace.delete("deployments", "slow");
    }

    @Test
    void aJobIsJudgedByWhatItIsFor() {
        namespace.create("jobs", job("well", "echo done"));
        namespace.create("jobs", job("badly", "echo cannot; exit 9"));

        assertEquals(
                State.CURRENT,
                follow("job/well", Duration.ofMinutes(1), ProgressListener.SILENT)
                        .state());
        RolloutFailed failed = assertThrows(
                RolloutFailed.class, () -> follow("job/badly", Duration.ofMinutes(1), ProgressListener.SILENT));
        assertEquals(Family.JOB, failed.verdict().family());
        assertEquals(List.of("cannot"), failed.verdict().log());
    }

    @Test
    void aJobThatIsGivenUpIsToldWithTheLogOfThePodThatWentWithIt() {
        namespace.create(
                "jobs",
                job("again", "echo cannot again; exit 9")
                        .replace("backoffLimit: 0", "backoffLimit: 1")
                        .replace("restartPolicy: Never", "restartPolicy: OnFailure"));
        RolloutFailed failed = assertThrows(
                RolloutFailed.class, () -> follow("job/again", Duration.ofMinutes(1), ProgressListener.SILENT));
        assertEquals(Family.JOB, failed.verdict().family());
        assertEquals(List.of("cannot again"), failed.verdict().log());
    }

    @Test
    void whatMayPassIsWarnedOfOnce() {
        namespace.create(
                "deployments", Sleepers.deployment("warned", "replicas: 1", "resources: {requests: {cpu: '500'}}"));
        List<String> warnings = new CopyOnWriteArrayList<>();
        assertThrows(
                RolloutFailed.class, () -> follow("deployment/warned", Duration.ofSeconds(4), warningsInto(warnings)));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("Insufficient cpu"), warnings::toString);
        namespace.delete("deployments", "warned");
    }

    private static ProgressListener warningsInto(List<String> warnings) {
        return event -> {
            if (event instanceof ProgressEvent.Warning warning) {
                warnings.add(warning.text());
            }
        };
    }

    private static String job(String name, String command) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s}
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                      - name: task
                        image: %s/library/busybox:1.35
                        command: [sh, -c, '%s']
                """.formatted(name, RealParts.registry(), command);
    }

    private static DeployRequest.Builder request(String name, String image) {
        return DeployRequest.named(name).image(image).namespace(namespace.name).timeout(Duration.ofMinutes(2));
    }

    private static RolloutResult deploy(DeployRequest.Builder request) {
        return namespace.rollouts.deploy(request.build(), ProgressListener.SILENT);
    }

    private static RolloutStatus look(String workload) {
        return namespace.rollouts.status(
                scope(), WorkloadRef.parse(workload), WaitRules.LOOK_ONCE, ProgressListener.SILENT);
    }

    private static RolloutStatus follow(String workload, Duration limit, ProgressListener progress) {
        return namespace.rollouts.status(
                scope(), WorkloadRef.parse(workload), ScratchNamespace.RULES.withLimit(limit), progress);
    }

    private static ClusterScope scope() {
        return ClusterScope.namespace(namespace.name);
    }
}
