package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What looks bad and gets well is left alone. All of it happens at once, each workload followed by somebody. */
@AtOnce
@NeedsCluster
@Tag("eventful")
final class RecoveryContractTest {
    private static final WaitRules RULES = ScratchNamespace.RULES.withLimit(Duration.ofMinutes(3));
    private static final Duration EVICTION = Duration.ofSeconds(100);
    private static ExecutorService threads;
    private static final Map<String, Followed> followed = new ConcurrentHashMap<>();

    private static ScratchNamespace namespace;

    /** A workload that is followed, and what was told meanwhile. */
    private record Followed(CompletableFuture<RolloutStatus> status, List<String> said) {}

    @BeforeAll
    static void makeEverything() {
        threads = Executors.newCachedThreadPool();
        namespace = new ScratchNamespace("recovery");
        follow("crashes", "minReadySeconds: 0", onceBroken("containers"));
        follow("prepares", "minReadySeconds: 0", onceBroken("initContainers"));
        follow(
                "late",
                "minReadySeconds: 0",
                awaited("readinessProbe: {exec: {command: [test, -e, /state/up]}, periodSeconds: 1}"));
        follow("slow", "minReadySeconds: 0", awaited("""
                startupProbe: {exec: {command: [test, -e, /state/up]}, periodSeconds: 1, failureThreshold: 40}"""));
        follow("scaled", "{minReadySeconds: 300}", sleeping());
        follow("deleted", "{minReadySeconds: 300}", sleeping());
        follow("evicted", "{minReadySeconds: 300}", sleeping());
        follow("drained", "{minReadySeconds: 300}", sleeping().replace("command:", """
                resources: {limits: {ephemeral-storage: 4Mi}}, command:"""));
        follow("paused", "{paused: true}", sleeping());
    }

    @AfterAll
    static void deleteNamespace() {
        threads.shutdownNow();
        String cluster = "/apis/storage.k8s.io/v1/storageclasses/" + namespace.name;
        namespace.client().send("DELETE", WrittenPath.of(cluster), ClusterClient.JSON, null, ClusterClient.JSON);
        String volume = "/api/v1/persistentvolumes/" + namespace.name;
        namespace.client().send("DELETE", WrittenPath.of(volume), ClusterClient.JSON, null, ClusterClient.JSON);
        namespace.close();
    }

    @Test
    void aContainerThatCrashesOnce() {
        assertEquals(1, current("crashes").pods().get(0).restarts());
    }

    @Test
    void anInitContainerThatFailsOnce() {
        current("prepares");
        JsonNode pod = pods("prepares").path(0);
        assertEquals(1, pod.at("/status/initContainerStatuses/0/restartCount").asInt(), pod::toString);
    }

    @Test
    void readinessThatComesLate() {
        current("late");
        assertTrue(said("late").contains("readiness probe"), said("late"));
    }

    @Test
    void aStartThatTakesItsTime() {
        current("slow");
    }

    @Test
    void aNumberOfReplicasThatSomebodyChangesMeanwhile() {
        awaitPods("scaled", 1);
        namespace.patch("deployments", "scaled", "spec: {replicas: 3}");
        awaitPods("scaled", 3);
        namespace.patch("deployments", "scaled", "spec: {replicas: 2, minReadySeconds: 0}");
        assertEquals(2, current("scaled").replicas().desired());
    }

    @Test
    void aPodThatSomebodyDeletes() {
        String first = running("deleted");
        namespace.delete("pods", first);
        ScratchNamespace.await(() -> !running("deleted").equals(first));
        namespace.patch("deployments", "deleted", "spec: {minReadySeconds: 0}");
        current("deleted");
    }

    @Test
    void aPodThatIsEvictedByRequest() {
        String first = running("evicted");
        String path = "/api/v1/namespaces/" + namespace.name + "/pods/" + first + "/eviction";
        kubectl(
                "{\"apiVersion\": \"%s\", \"kind\": \"Eviction\", \"metadata\": {\"name\": \"%s\"}}"
                        .formatted(namespace.policy(), first),
                List.of("create", "-f", "-", "--raw", path));
        ScratchNamespace.await(() -> !running("evicted").equals(first));
        namespace.patch("deployments", "evicted", "spec: {minReadySeconds: 0}");
        current("evicted");
    }

    @Test
    void aPodThatTheNodeEvicts() {
        String first = running("drained");
        kubectl("", List.of("exec", first, "--", "dd", "if=/dev/zero", "of=/large", "bs=1M", "count=12"));
        ScratchNamespace.await(() -> said("drained").contains("evicted: "), EVICTION);
        ScratchNamespace.await(() -> !running("drained").equals(first));
        namespace.patch("deployments", "drained", "spec: {minReadySeconds: 0}");
        current("drained");
    }

    @Test
    void aPause() {
        ScratchNamespace.await(() -> said("paused").contains("paused"));
        assertTrue(!followed.get("paused").status().isDone(), said("paused"));
        namespace.patch("deployments", "paused", "spec: {paused: false}");
        current("paused");
    }

    @Test
    void brokenPodsOfAnOldRevision() {
        make("Deployment", "replaced", "replicas: 2", sleeping().replace(":1.35", ":missing"));
        ScratchNamespace.await(() -> waits("replaced", "ErrImagePull") || waits("replaced", "ImagePullBackOff"));
        namespace.patch("deployments", "replaced", """
                spec: {template: {spec: {containers: [{name: app, image: '%s'}]}}}""".formatted(busybox()));
        RolloutStatus status = status("replaced", RULES, ProgressListener.SILENT);
        assertEquals(State.CURRENT, status.state());
        assertEquals("2", status.revision());
    }

    @Test
    void aMissingConfigMapIsToldAtOnceAndItsComingIsSuccessForWhoAsksAgain() {
        make("Deployment", "configured", "minReadySeconds: 0", """
                containers: [{name: app, image: '%s', command: [sleep, '3600'], envFrom: [{configMapRef: {name: late}}]}]""".formatted(busybox()));
        RolloutFailed failed =
                assertThrows(RolloutFailed.class, () -> status("configured", RULES, ProgressListener.SILENT));
        assertEquals(FailureKind.ROLLOUT_CONFIG, failed.kind());
        namespace.kubectlApply("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late}\ndata: {a: b}\n");
        ScratchNamespace.await(() -> !running("configured").isEmpty());
        assertEquals(
                State.CURRENT,
                status("configured", RULES, ProgressListener.SILENT).state());
    }

    @Test
    void aVolumeThatIsOnlyMadeForItsFirstPod() {
        namespace.kubectlApply("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %1$s}
                provisioner: example.com/slow
                volumeBindingMode: WaitForFirstConsumer
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data}
                spec: {storageClassName: %1$s, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
                """.formatted(namespace.name));
        WaitRules hasty = new WaitRules(true, RULES.limit(), Tolerances.DEFAULT.withPending(Duration.ofSeconds(3)));
        follow("stateful", "minReadySeconds: 0", """
                {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}],
                 containers: [{name: app, image: '%s', command: [sleep, '3600'], volumeMounts: [{name: data, mountPath: /data}]}]}""".formatted(busybox()), hasty);
        ScratchNamespace.await(() -> said("stateful").contains("wait for a volume to be made")
                || said("stateful").contains("waits for a volume to be made"));
        java.util.concurrent.locks.LockSupport.parkNanos(6_000_000_000L);
        assertTrue(!followed.get("stateful").status().isDone(), said("stateful"));
        namespace.kubectlApply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %1$s}
                spec:
                  storageClassName: %1$s
                  capacity: {storage: 1Mi}
                  accessModes: [ReadWriteOnce]
                  hostPath: {path: /tmp}
                  claimRef: {apiVersion: v1, kind: PersistentVolumeClaim, namespace: %1$s, name: data}
                """.formatted(namespace.name));
        current("stateful");
    }

    private static void kubectl(String input, List<String> words) {
        List<String> line = new ArrayList<>(List.of("kubectl", "-n", namespace.name));
        line.addAll(words);
        SampleImages.Programs.run(input, line);
    }

    private static RolloutStatus current(String name) {
        try {
            RolloutStatus status = followed.get(name).status().join();
            assertEquals(State.CURRENT, status.state(), said(name));
            assertEquals(List.of(), status.verdicts());
            return status;
        } catch (CompletionException e) {
            throw new AssertionError(
                    assertInstanceOf(RuntimeException.class, e.getCause()).getMessage() + "\n" + said(name), e);
        }
    }

    private static void follow(String name, String spec, String pod) {
        follow(name, spec, pod, RULES);
    }

    private static void follow(String name, String spec, String pod, WaitRules rules) {
        make("Deployment", name, spec, pod);
        List<String> said = new CopyOnWriteArrayList<>();
        followed.put(
                name,
                new Followed(CompletableFuture.supplyAsync(() -> status(name, rules, into(said)), threads), said));
    }

    private static RolloutStatus status(String name, WaitRules rules, ProgressListener progress) {
        return namespace.rollouts.status(
                ClusterScope.namespace(namespace.name), WorkloadRef.deployment(name), rules, progress);
    }

    private static ProgressListener into(List<String> said) {
        return event -> {
            if (event instanceof ProgressEvent.Advanced advanced) {
                said.add(advanced.state());
            } else if (event instanceof ProgressEvent.Warning warning) {
                said.add(warning.text());
            }
        };
    }

    private static String said(String name) {
        return String.join("\n", followed.get(name).said());
    }

    private static JsonNode pods(String name) {
        return namespace
                .client()
                .get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/pods?labelSelector=app%3D" + name))
                .path("items");
    }

    private static void awaitPods(String name, int count) {
        ScratchNamespace.await(() -> pods(name).size() == count);
    }

    /** The first pod that runs and is not told to go; empty where there is none. */
    private static String running(String name) {
        String[] found = {""};
        ScratchNamespace.await(() -> {
            for (JsonNode pod : pods(name)) {
                if (pod.at("/status/phase").asText().equals("Running")
                        && !pod.path("metadata").has("deletionTimestamp")) {
                    found[0] = pod.at("/metadata/name").asText();
                }
            }
            return !found[0].isEmpty();
        });
        return found[0];
    }

    private static boolean waits(String name, String reason) {
        return pods(name).toString().contains("\"reason\":\"" + reason + "\"");
    }

    /** A pod whose first try of the container fails. */
    private static String onceBroken(String which) {
        String once = """
                {name: once, image: '%s', volumeMounts: [{name: state, mountPath: /state}],
                 command: [sh, -c, 'test -e /state/tried || { touch /state/tried; exit 1; }; %s']}""";
        String init = "initContainers: [" + once.formatted(busybox(), "true") + "], " + sleeping();
        String main = "containers: [" + once.formatted(busybox(), "sleep 3600") + "]";
        return "{volumes: [{name: state, emptyDir: {}}], " + (which.equals("containers") ? main : init) + "}";
    }

    /** A pod that is up after a while. */
    private static String awaited(String probe) {
        return """
                {volumes: [{name: state, emptyDir: {}}],
                 containers: [{name: app, image: '%s', command: [sh, -c, 'sleep 12; touch /state/up; sleep 3600'],
                 volumeMounts: [{name: state, mountPath: /state}], %s}]}""".formatted(busybox(), probe);
    }

    private static String sleeping() {
        return "containers: [{name: app, image: '%s', command: [sleep, '3600']}]".formatted(busybox());
    }

    private static String busybox() {
        return RealParts.registry() + "/library/busybox:1.35";
    }

    private static void make(String kind, String name, String spec, String pod) {
        namespace.create("deployments", """
                {apiVersion: apps/v1, kind: %1$s, metadata: {name: %2$s}, spec: {%3$s,
                  selector: {matchLabels: {app: %2$s}},
                  template: {metadata: {labels: {app: %2$s}}, spec: {terminationGracePeriodSeconds: 0, %4$s}}}}
                """.formatted(kind, name, bare(spec), bare(pod)));
    }

    private static String bare(String flow) {
        String inner = flow.strip();
        return inner.startsWith("{") ? inner.substring(1, inner.length() - 1) : inner;
    }
}
