package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitFailed;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.wanted.Wanted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AtOnce
@NeedsCluster
final class WaitContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("wait");
        namespace.create("deployments", deployment("web", "1.35"));
        namespace.create("deployments", deployment("untagged", "missing"));
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void workloadsAreJudgedAndOtherKindsTakenByTheirStatus() {
        List<WaitResult> waited = waitFor("current", "deployment/web", "ns/" + namespace.name, "sa/default");

        assertEquals(
                List.of("deployment/web", "namespace/" + namespace.name, "serviceaccount/default"),
                waited.stream().map(WaitResult::object).toList());
        assertTrue(waited.stream().allMatch(WaitResult::reached), waited::toString);
        assertEquals("1 of 1 updated, 1 available", waited.get(0).value());
    }

    @Test
    void conditionsAndValuesAreReached() {
        assertEquals(
                "Available is True (MinimumReplicasAvailable: Deployment has minimum availability.)",
                waitFor("condition=Available", "deployment/web").get(0).value());
        assertEquals(
                ".spec.replicas is 1",
                waitFor("jsonpath={.spec.replicas}=1", "deployment/web").get(0).value());
    }

    @Test
    void aWorkloadThatCannotBecomeSoEndsTheWaitAtOnce() {
        for (String wanted : List.of("current", "condition=Available")) {
            RolloutFailed failed =
                    assertThrows(RolloutFailed.class, () -> waitFor(wanted, "deployment/untagged"), wanted);
            assertEquals(FailureKind.ROLLOUT_IMAGE, failed.kind());
            assertTrue(failed.status().findings().toString().contains("has no missing of library/busybox"));
        }
    }

    @Test
    void whatIsMadeAndWhatIsDeletedMeanwhileIsSeen() {
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<List<WaitResult>> created = later("create", "service/soon", looked);
        join(looked);
        namespace.create(
                "services", "{apiVersion: v1, kind: Service, metadata: {name: soon}, spec: {ports: [{port: 80}]}}");
        assertEquals("there", created.join().get(0).value());

        CountDownLatch again = new CountDownLatch(1);
        CompletableFuture<List<WaitResult>> deleted = later("delete", "service/soon", again);
        join(again);
        namespace.delete("services", "soon");
        assertEquals("gone", deleted.join().get(0).value());
        assertEquals("not there", waitFor("delete", "service/soon").get(0).value());
    }

    @Test
    void whenTheTimeIsUpEachObjectsValueIsTold() {
        WaitFailed failed = assertThrows(
                WaitFailed.class,
                () -> namespace.rollouts.await(
                        new WaitRequest(
                                ClusterScope.CURRENT,
                                List.of("deployments"),
                                "",
                                true,
                                false,
                                Wanted.parse("jsonpath={.metadata.name}=web"),
                                ScratchNamespace.RULES.withLimit(Duration.ZERO)),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.TIMEOUT, failed.kind());
        assertEquals("1 of 2 objects did not reach jsonpath={.metadata.name}=web within 0s", failed.message());
        assertEquals(List.of("deployment/untagged: .metadata.name is untagged"), failed.details());
        assertEquals(
                List.of(false, true),
                failed.objects().stream().map(WaitResult::reached).toList());
    }

    @Test
    void aLineSaysWhatIsMissingWithItsExitCode() {
        try (Shell shell = new Shell(home, RealParts.environment())) {
            String in = " -n " + namespace.name;
            Shell.Ran missing = shell.run("rollout wait service/nothing --for condition=Ready" + in);
            assertEquals(FailureKind.NOT_FOUND.exitCode(), missing.exitCode(), missing.err());
            assertTrue(missing.err().contains("rollout wait service/nothing --for create" + in), missing.err());
            Shell.Ran wrong = shell.run("rollout wait deployment/web --for 'jsonpath={.a[}'" + in);
            assertEquals(FailureKind.USAGE.exitCode(), wrong.exitCode(), wrong.err());
            Shell.Ran found = shell.run("rollout wait deployment web --for condition=Available -o json" + in);
            assertEquals(0, found.exitCode(), found.err());
            assertTrue(found.out().contains("\"wanted\": \"condition=Available\""), found.out());
        }
    }

    @Test
    void aNameIsNotAskedForInEveryNamespace() {
        OpsException failed = assertThrows(
                OpsException.class,
                () -> namespace.rollouts.await(
                        new WaitRequest(
                                ClusterScope.CURRENT,
                                List.of("pod/web"),
                                "",
                                false,
                                true,
                                new Wanted.Created(),
                                ScratchNamespace.RULES),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.USAGE, failed.kind());
    }

    private static List<WaitResult> waitFor(String wanted, String... objects) {
        return namespace.rollouts.await(request(wanted, objects), ProgressListener.SILENT);
    }

    private static CompletableFuture<List<WaitResult>> later(String wanted, String object, CountDownLatch looked) {
        return CompletableFuture.supplyAsync(
                () -> namespace.rollouts.await(request(wanted, object), event -> looked.countDown()));
    }

    private static void join(CountDownLatch latch) {
        ScratchNamespace.await(() -> latch.getCount() == 0);
    }

    private static WaitRequest request(String wanted, String... objects) {
        return new WaitRequest(
                ClusterScope.CURRENT,
                List.of(objects),
                "",
                false,
                false,
                Wanted.parse(wanted),
                ScratchNamespace.RULES.withLimit(Duration.ofMinutes(1)));
    }

    private static String deployment(String name, String tag) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{name: app, image: '%2$s/library/busybox:%3$s', command: [sleep, '3600']}]
                """.formatted(name, RealParts.registry(), tag);
    }
}
