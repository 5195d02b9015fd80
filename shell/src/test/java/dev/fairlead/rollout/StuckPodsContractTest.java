package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.AtOnce;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Old pods that hold a rollout up, on a real cluster. */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
final class StuckPodsContractTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int TOO_MANY_REQUESTS = 429;

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("stuck");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aFinalizerHoldsARecreateUpAndIsNamed() {
        recreated("held", "terminationGracePeriodSeconds: 0", "finalizers: [example.com/hold]");
        String old = pods("held").get(0).at("/metadata/name").asText();
        try {
            changeTemplate("held");
            RolloutFailed stuck = late("held", Duration.ofSeconds(12));

            assertEquals(FailureKind.ROLLOUT_STUCK, stuck.kind());
            Verdict verdict = stuck.status().verdicts().get(0);
            assertEquals("1 old pod does not go: held by the finalizer example.com/hold", verdict.message());
            assertEquals(List.of(old), verdict.pods());
            assertEquals(
                    "cluster get pod " + old + " -o yaml -n " + namespace.name,
                    stuck.hints().get(0));
        } finally {
            namespace
                    .client()
                    .send(
                            "PATCH",
                            WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods/" + old),
                            ClusterClient.JSON,
                            read("{metadata: {finalizers: null}}"),
                            ClusterClient.MERGE_PATCH);
        }
        assertEquals(
                1,
                namespace
                        .rollouts
                        .status(
                                scope(),
                                WorkloadRef.deployment("held"),
                                ScratchNamespace.RULES.withLimit(Duration.ofMinutes(1)),
                                ProgressListener.SILENT)
                        .replicas()
                        .available());
    }

    @Test
    void aLongGracePeriodHoldsARecreateUpAndIsNamed() {
        recreated("slow", "terminationGracePeriodSeconds: 400", "labels: {app: slow}");
        changeTemplate("slow");
        RolloutFailed stuck = late("slow", Duration.ofSeconds(6));

        assertEquals(FailureKind.ROLLOUT_STUCK, stuck.kind());
        assertEquals(
                "1 old pod may take 400s to stop, its grace period; new ones wait for it",
                stuck.status().verdicts().get(0).message());
        namespace
                .client()
                .send(
                        "DELETE",
                        WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods/"
                                + pods("slow").get(0).at("/metadata/name").asText() + "?gracePeriodSeconds=0"),
                        ClusterClient.JSON,
                        null,
                        ClusterClient.JSON);
    }

    @Test
    void aBudgetIsNamedWhereOldPodsGoOnlyByAnEviction() {
        namespace.kubectlApply("""
                apiVersion: %2$s
                kind: PodDisruptionBudget
                metadata: {name: guard}
                spec: {minAvailable: 1, selector: {matchLabels: {app: kept}}}
                ---
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: kept}
                spec:
                  serviceName: kept
                  updateStrategy: {type: OnDelete}
                  selector: {matchLabels: {app: kept}}
                  template:
                    metadata: {labels: {app: kept}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers: [{name: app, image: '%1$s/library/busybox:1.35', command: [sleep, '3600']}]
                """.formatted(RealParts.registry(), namespace.policy()));
        ScratchNamespace.await(() -> namespace
                        .get("statefulsets", "kept")
                        .at("/status/readyReplicas")
                        .asInt()
                == 1);
        assertEquals(List.of(), budgets(), "no old pod, nobody has to evict");

        namespace.patch("statefulsets", "kept", """
                spec: {template: {metadata: {annotations: {changed: 'yes'}}}}
                """);
        ScratchNamespace.await(() -> {
            JsonNode status = namespace.get("statefulsets", "kept").path("status");
            return !status.path("updateRevision").equals(status.path("currentRevision"));
        });
        ScratchNamespace.await(() -> evicted() == TOO_MANY_REQUESTS);

        ScratchNamespace.await(() -> !budgets().isEmpty());
        assertEquals(
                List.of("poddisruptionbudget/guard lets no pod be evicted now, of which 1 waits for that: 1 healthy, 1"
                        + " needed; a drain waits for it, a rolling update does not"),
                budgets());
    }

    private static List<String> budgets() {
        return namespace
                .rollouts
                .diagnose(scope(), WorkloadRef.parse("statefulset/kept"), Tolerances.DEFAULT)
                .findings()
                .stream()
                .filter(clue -> clue.layer() == ClusterLayer.BUDGET)
                .map(Clue::message)
                .toList();
    }

    /** The answer's code. */
    private static int evicted() {
        try {
            namespace
                    .client()
                    .send(
                            "POST",
                            WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods/kept-0/eviction"),
                            ClusterClient.JSON,
                            read("{apiVersion: %s, kind: Eviction, metadata: {name: kept-0}}"
                                    .formatted(namespace.policy())),
                            ClusterClient.JSON);
            return 0;
        } catch (ApiFailure e) {
            return e.code();
        }
    }

    private static void recreated(String name, String spec, String metadata) {
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  strategy: {type: Recreate}
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}, %3$s}
                    spec:
                      %2$s
                      containers: [{name: app, image: '%4$s/library/busybox:1.35', command: [sleep, '3600']}]
                """.formatted(
                name, spec, metadata.startsWith("labels") ? "annotations: {}" : metadata, RealParts.registry()));
        ScratchNamespace.await(() -> namespace
                        .get("deployments", name)
                        .at("/status/availableReplicas")
                        .asInt()
                == 1);
    }

    /** The new pods are held by nothing, so that the namespace can go. */
    private static void changeTemplate(String name) {
        namespace.patch("deployments", name, """
                spec:
                  template:
                    metadata: {finalizers: null}
                    spec: {terminationGracePeriodSeconds: 0, containers: [{name: app, env: [{name: A, value: b}]}]}
                """);
    }

    private static RolloutFailed late(String name, Duration limit) {
        Tolerances impatient = Tolerances.DEFAULT.withController(Duration.ofSeconds(2));
        return assertThrows(
                RolloutFailed.class,
                () -> namespace.rollouts.status(
                        scope(),
                        WorkloadRef.deployment(name),
                        ScratchNamespace.RULES.with(impatient).withLimit(limit),
                        ProgressListener.SILENT));
    }

    private static List<JsonNode> pods(String app) {
        List<JsonNode> pods = new ArrayList<>();
        namespace
                .client()
                .get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods?labelSelector=app%3D" + app))
                .path("items")
                .forEach(pods::add);
        return pods;
    }

    private static ClusterScope scope() {
        return ClusterScope.namespace(namespace.name);
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
