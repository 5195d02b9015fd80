package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.AtOnce;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.StatusRequest;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that run no pods, of built-in kinds. */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
final class ObjectStatusContractTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("objects");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aClaimIsFollowedUntilItIsBound() throws Exception {
        String volume = namespace.name + "-pv";
        claim("data", volume);
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<RolloutStatus> ended = CompletableFuture.supplyAsync(() -> follow("pvc/data", event -> {
            if (event instanceof ProgressEvent.Warning warning && warning.text().contains("waits to be bound")) {
                waits.countDown();
            }
        }));
        ScratchNamespace.await(() -> waits.getCount() == 0 || ended.isDone());
        try {
            send("POST", "/api/v1/persistentvolumes", """
                    apiVersion: v1
                    kind: PersistentVolume
                    metadata: {name: %s}
                    spec:
                      capacity: {storage: 1Mi}
                      accessModes: [ReadWriteOnce]
                      storageClassName: none-of-this-cluster
                      claimRef: {namespace: %s, name: data}
                      hostPath: {path: /tmp}
                    """.formatted(volume, namespace.name));

            RolloutStatus status = ended.join();
            assertEquals(State.CURRENT, status.state());
            assertEquals("bound to " + volume, status.message());
            assertEquals("persistentvolumeclaim/data", status.workload());
        } finally {
            delete("/api/v1/persistentvolumes/" + volume);
        }
    }

    @Test
    void aClaimThatNobodyBindsIsLateAndSaysForWhatItWaits() {
        claim("alone", "nowhere");
        RolloutFailed late = assertThrows(
                RolloutFailed.class,
                () -> namespace.rollouts.status(
                        scope(),
                        WorkloadRef.parse("persistentvolumeclaims/alone"),
                        ScratchNamespace.RULES.withLimit(Duration.ofSeconds(3)),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.TIMEOUT, late.kind());
        assertTrue(late.details().contains("waits to be bound to a volume"), late.details()::toString);
    }

    @Test
    void aCustomResourceDefinitionIsFollowedThoughItHasNoNamespace() {
        String group = namespace.name + ".example.com";
        send("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wdg]}
                  versions:
                  - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
                """.formatted(group));
        try {
            RolloutStatus status = follow("crd/widgets." + group, ProgressListener.SILENT);
            assertEquals(State.CURRENT, status.state());
            assertEquals("established", status.message());
            assertEquals("", status.namespace());

            // The server's own list of what it serves follows a moment later.
            ScratchNamespace.await(() -> refused("widgets." + group + "/foo").contains("there is none at all"));
        } finally {
            delete("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets." + group);
        }
    }

    @Test
    void aCustomResourceIsDoneWhenItsControllerHasSeenItsNewestGeneration() {
        String group = "seen." + namespace.name + ".example.com";
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        send("POST", definitions, """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.%1$s}
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {plural: gadgets, singular: gadget, kind: Gadget}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(group));
        try {
            follow("crd/gadgets." + group, ProgressListener.SILENT);
            String gadget = """
                    apiVersion: %s/v1
                    kind: Gadget
                    metadata: {name: web}
                    spec: {size: %d}
                    """;
            namespace.kubectlApply(gadget.formatted(group, 1));
            assertEquals("it has no status yet", late("gadgets." + group + "/web"));

            observe(group, 1);
            assertEquals(
                    "ready",
                    follow("gadgets." + group + "/web", ProgressListener.SILENT).message());

            namespace.kubectlApply(gadget.formatted(group, 2));
            assertEquals("the condition Ready is of an older generation", late("gadgets." + group + "/web"));

            observe(group, 2);
            assertEquals(
                    "ready",
                    follow("gadgets." + group + "/web", ProgressListener.SILENT).message());
        } finally {
            delete(definitions + "/gadgets." + group);
        }
    }

    /** What the gadget's controller would write. */
    private static void observe(String group, int generation) {
        String path = "/apis/" + group + "/v1/namespaces/" + namespace.name + "/gadgets/web/status";
        namespace
                .client()
                .send(
                        "PATCH",
                        WrittenPath.of(path),
                        ClusterClient.JSON,
                        yaml("""
                status: {conditions: [{type: Ready, status: 'True', reason: Done, observedGeneration: %d}]}
                """.formatted(generation)),
                        "application/merge-patch+json");
    }

    /** What an object still waits for after two seconds. */
    private static String late(String object) {
        RolloutFailed late = assertThrows(
                RolloutFailed.class,
                () -> namespace.rollouts.status(
                        scope(),
                        WorkloadRef.parse(object),
                        WaitRules.DEFAULT.withLimit(Duration.ofSeconds(2)),
                        ProgressListener.SILENT));
        assertEquals(FailureKind.TIMEOUT, late.kind());
        return late.status().message();
    }

    @Test
    void aManifestsObjectsAreJudgedTogetherWithItsWorkloads(@TempDir Path directory) throws IOException {
        String manifest = """
                apiVersion: %s
                kind: PodDisruptionBudget
                metadata: {name: calm}
                spec: {minAvailable: 0, selector: {matchLabels: {app: calm}}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: calm}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: calm}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: calm}}
                  template:
                    metadata: {labels: {app: calm}}
                    spec: {containers: [{name: app, image: 'none:v1'}]}
                """.formatted(namespace.policy());
        Path file = Files.writeString(directory.resolve("all.yaml"), manifest);
        namespace.kubectlApply(manifest);

        List<RolloutStatus> statuses = namespace.rollouts.statuses(
                new StatusRequest(
                        scope(),
                        List.of(WorkloadRef.parse("namespace/" + namespace.name)),
                        "",
                        false,
                        List.of(file.toString()),
                        false,
                        false,
                        ScratchNamespace.RULES.withLimit(Duration.ofMinutes(1))),
                ProgressListener.SILENT);

        assertEquals(
                List.of("namespace/" + namespace.name, "poddisruptionbudget.policy/calm", "deployment/calm"),
                statuses.stream().map(RolloutStatus::workload).toList());
        assertTrue(statuses.stream().allMatch(s -> s.state() == State.CURRENT), statuses::toString);
    }

    @Test
    void aKindThatTheServerDoesNotServeIsNotFound() {
        OpsException failed =
                assertThrows(OpsException.class, () -> follow("gizmos.example.com/x", ProgressListener.SILENT));
        assertEquals(FailureKind.NOT_FOUND, failed.kind());
        assertTrue(failed.message().contains("gizmos.example.com"), failed.message());
    }

    @Test
    void whatTheServerDoesNotKeepIsNothingToWaitFor() {
        for (String word : List.of("tokenreviews.authentication.k8s.io/x", "events/x")) {
            OpsException failed = assertThrows(OpsException.class, () -> follow(word, ProgressListener.SILENT));
            assertEquals(FailureKind.USAGE, failed.kind());
            assertTrue(failed.message().contains("is nothing to wait for"), failed.message());
        }
    }

    @Test
    void whatHasNoRevisionsIsNotUndoneOrRestarted() {
        claim("same", "nowhere");
        WorkloadRef ref = WorkloadRef.parse("pvc/same");
        OpsException undo = assertThrows(
                OpsException.class,
                () -> namespace.rollouts.undo(UndoRequest.of(scope(), ref), ProgressListener.SILENT));
        assertEquals("cannot undo pvc/same: a pvc has no revisions", undo.message());
        OpsException restart = assertThrows(
                OpsException.class,
                () -> namespace.rollouts.restart(scope(), ref, ScratchNamespace.RULES, ProgressListener.SILENT));
        assertEquals(FailureKind.USAGE, restart.kind());
    }

    private static String refused(String object) {
        OpsException failed = assertThrows(OpsException.class, () -> follow(object, ProgressListener.SILENT));
        assertEquals(FailureKind.NOT_FOUND, failed.kind());
        return failed.message();
    }

    private static RolloutStatus follow(String object, ProgressListener progress) {
        return namespace.rollouts.status(
                scope(), WorkloadRef.parse(object), ScratchNamespace.RULES.withLimit(Duration.ofMinutes(1)), progress);
    }

    private static void claim(String name, String volume) {
        send("POST", "/api/v1/namespaces/" + namespace.name + "/persistentvolumeclaims", """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s}
                spec:
                  accessModes: [ReadWriteOnce]
                  storageClassName: none-of-this-cluster
                  volumeName: %s
                  resources: {requests: {storage: 1Mi}}
                """.formatted(name, volume));
    }

    private static void send(String method, String path, String yaml) {
        namespace.client().send(method, WrittenPath.of(path), ClusterClient.JSON, yaml(yaml), ClusterClient.JSON);
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static void delete(String path) {
        namespace.client().send("DELETE", WrittenPath.of(path), ClusterClient.JSON, null, ClusterClient.JSON);
    }

    private static ClusterScope scope() {
        return ClusterScope.namespace(namespace.name);
    }
}
