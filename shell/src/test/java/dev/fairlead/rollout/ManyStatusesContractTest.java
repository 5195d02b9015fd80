package dev.fairlead.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsCluster
final class ManyStatusesContractTest {
    private static final WaitRules PATIENT = ScratchNamespace.RULES.withLimit(Duration.ofMinutes(1));

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeWorkloads() {
        namespace = new ScratchNamespace("many");
        namespace.create("deployments", deployment("one", "good", "minReadySeconds: 0", "1.35"));
        namespace.create("deployments", deployment("two", "good", "minReadySeconds: 0", "1.35"));
        namespace.create("deployments", deployment("untagged", "bad", "minReadySeconds: 0", "missing"));
        namespace.create("deployments", deployment("late", "bad", "minReadySeconds: 300", "1.35"));
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void allThatHaveALabelAreFollowed() {
        List<RolloutStatus> statuses = statuses(List.of(), "tier=good", List.of(), false, PATIENT);
        assertEquals(
                List.of("deployment/one current", "deployment/two current"),
                statuses.stream().map(s -> s.workload() + " " + s.state()).toList());
    }

    @Test
    void theWorstOfTheNamedOnesIsTheOutcomeAndAllAreInTheResult() {
        WaitRules short_ = ScratchNamespace.RULES.withLimit(Duration.ofSeconds(15));
        RolloutsFailed failed = assertThrows(
                RolloutsFailed.class, () -> statuses(List.of("one", "late", "untagged"), "", List.of(), false, short_));
        assertEquals(FailureKind.ROLLOUT_IMAGE, failed.kind());
        assertEquals("2 of 3 workloads are not current", failed.message());
        assertEquals(
                List.of(State.CURRENT, State.IN_PROGRESS, State.FAILED),
                failed.statuses().stream().map(RolloutStatus::state).toList());
        assertTrue(
                failed.details().stream().anyMatch(line -> line.contains("cannot pull")), failed.details()::toString);
        String findings = failed.statuses().get(2).findings().toString();
        assertTrue(findings.contains("has no missing of library/busybox"), findings);
    }

    @Test
    void failingFastLeavesTheOthersAsTheyStand() {
        RolloutsFailed failed = assertThrows(
                RolloutsFailed.class, () -> statuses(List.of("late", "untagged"), "", List.of(), true, PATIENT));
        assertEquals("1 of 2 workloads are not current", failed.message());
        assertEquals(
                List.of(State.IN_PROGRESS, State.FAILED),
                failed.statuses().stream().map(RolloutStatus::state).toList());
    }

    @Test
    void theWorkloadsOfManifestsAreMeant(@TempDir Path directory) throws IOException {
        Files.writeString(
                directory.resolve("all.yaml"),
                deployment("two", "good", "", "1.35")
                        + "---\n{apiVersion: v1, kind: Service, metadata: {name: two}}\n---\n"
                        + deployment("one", "good", "", "1.35"));
        List<RolloutStatus> statuses = statuses(List.of(), "", List.of(directory.toString()), false, PATIENT);
        assertEquals(
                List.of("deployment/two", "deployment/one"),
                statuses.stream().map(RolloutStatus::workload).toList());
    }

    @Test
    void manifestsAreReadAsApplyReadsThem(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("apps/web"));
        Files.writeString(directory.resolve("apps/web/one.yml"), deployment("one", "good", "", "1.35"));
        String list =
                "{apiVersion: v1, kind: List, items: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: two}},"
                        + " {apiVersion: v1, kind: ConfigMap, metadata: {name: nothing-to-wait-for}}]}";
        RolloutService reading = new RolloutService(
                namespace.clusters,
                new Journal(directory, "tester"),
                () -> ScratchNamespace.REGISTRIES,
                new ManifestFiles(directory::resolve, () -> new ByteArrayInputStream(list.getBytes(UTF_8))),
                ScratchNamespace.settings());
        StatusRequest request = new StatusRequest(
                ClusterScope.CURRENT, List.of(), "", false, List.of("-", "apps"), true, false, PATIENT);

        assertEquals(
                List.of("deployment/two", "deployment/one"),
                reading.statuses(request, ProgressListener.SILENT).stream()
                        .map(RolloutStatus::workload)
                        .toList());
    }

    @Test
    void allNamespacesAreWatchedAtOnce() {
        List<RolloutStatus> statuses = namespace.rollouts.statuses(
                new StatusRequest(ClusterScope.CURRENT, List.of(), "tier=good", true, List.of(), false, false, PATIENT),
                ProgressListener.SILENT);
        assertTrue(statuses.stream()
                        .filter(s -> s.namespace().equals(namespace.name))
                        .count()
                == 2);
    }

    @Test
    void ofManyOnlyThoseAreJudgedThatSomethingHappensTo() {
        for (int i = 0; i < 30; i++) {
            String spec = i < 2 ? "minReadySeconds: 4" : "replicas: 0";
            namespace.create("deployments", deployment("small-" + i, "small", spec, "1.35"));
        }
        Map<String, Integer> told = new ConcurrentHashMap<>();
        List<RolloutStatus> statuses = namespace.rollouts.statuses(
                new StatusRequest(
                        ClusterScope.CURRENT, List.of(), "tier=small", false, List.of(), false, false, PATIENT),
                event -> {
                    if (event instanceof ProgressEvent.Finished finished && finished.well()) {
                        told.merge(finished.task(), 1, Integer::sum);
                    }
                });
        assertEquals(
                30, statuses.stream().filter(s -> s.state() == State.CURRENT).count());
        assertEquals(30, told.size());
        assertTrue(told.values().stream().allMatch(times -> times == 1), told::toString);
    }

    @Test
    void aLabelThatNothingHasIsNotFound() {
        OpsException failed =
                assertThrows(OpsException.class, () -> statuses(List.of(), "tier=typo", List.of(), false, PATIENT));
        assertEquals(FailureKind.NOT_FOUND, failed.kind());
        assertTrue(failed.message().startsWith("no workload with labels tier=typo"), failed.message());
    }

    private static List<RolloutStatus> statuses(
            List<String> names, String labels, List<String> files, boolean failFast, WaitRules rules) {
        List<WorkloadRef> refs = names.stream().map(WorkloadRef::deployment).toList();
        return namespace.rollouts.statuses(
                new StatusRequest(ClusterScope.CURRENT, refs, labels, false, files, false, failFast, rules),
                ProgressListener.SILENT);
    }

    private static String deployment(String name, String tier, String spec, String tag) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, labels: {tier: %2$s}}
                spec:
                  %3$s
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %4$s/library/busybox:%5$s
                        command: [sleep, '3600']
                """.formatted(name, tier, spec, RealParts.registry(), tag);
    }
}
