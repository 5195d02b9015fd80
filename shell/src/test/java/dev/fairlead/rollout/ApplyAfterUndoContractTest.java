package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.cluster.ApplyRequest;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.FieldSet;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After an undo an apply does just what its manifest says, by whichever way. The workloads want no pods. */
@NeedsCluster
@DependsOnServerVersion
final class ApplyAfterUndoContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("apply-after-undo");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, kubectl",
        "Deployment, kubectl --server-side",
        "Deployment, fairlead",
        "StatefulSet, kubectl",
        "StatefulSet, kubectl --server-side",
        "StatefulSet, fairlead",
        "DaemonSet, kubectl",
        "DaemonSet, kubectl --server-side",
        "DaemonSet, fairlead"
    })
    void anApplyAfterAnUndoDoesJustWhatItSays(String kind, String way) {
        assumeTrue(way.equals("fairlead") || SampleImages.Programs.exist("kubectl"), "kubectl is not here");
        String name = "by-" + way.replaceAll("[^a-z]+", "-");
        WorkloadRef ref = WorkloadRef.parse(kind.toLowerCase(Locale.ROOT) + "/" + name);
        JsonNode first = applied(way, ref, first(kind, name), 1);
        Map<String, JsonNode> owners = owners(ref);
        JsonNode second = applied(way, ref, second(kind, name), 2);
        assertNotEquals(first, second);

        undo(ref);
        assertEquals(first, template(ref), "undone");
        assertHave(owners(ref), owners);
        assertEquals(second, applied(way, ref, second(kind, name), 2), "the undone manifest applied again");
        undo(ref);
        assertEquals(first, applied(way, ref, first(kind, name), 2), "the old manifest applied after the undo");
        assertEquals(owners, owners(ref));
        assertEquals(second, applied(way, ref, second(kind, name), 2), "what only the old one had is gone");
    }

    /** The fields belong to whom they belonged to; who applied may get the server's defaults of them besides. */
    private static void assertHave(Map<String, JsonNode> now, Map<String, JsonNode> before) {
        assertEquals(before.keySet(), now.keySet());
        before.forEach((owner, fields) -> {
            Set<List<String>> missing = new LinkedHashSet<>(FieldSet.of(fields).paths());
            missing.removeAll(FieldSet.of(now.get(owner)).paths());
            assertEquals(Set.of(), missing, owner);
        });
    }

    private JsonNode applied(String way, WorkloadRef ref, String manifest, int revisions) {
        switch (way) {
            case "kubectl" -> namespace.kubectlApply(manifest);
            case "kubectl --server-side" ->
                SampleImages.Programs.run(
                        manifest, List.of("kubectl", "-n", namespace.name, "apply", "--server-side", "-f", "-"));
            default -> cluster(manifest).apply(ApplyRequest.of("-"), ProgressListener.SILENT);
        }
        JsonNode applied = template(ref);
        ScratchNamespace.await(() -> {
            List<Revision> history = namespace.rollouts.history(ClusterScope.namespace(namespace.name), ref);
            return history.size() == revisions && history.get(revisions - 1).current() && observed(ref);
        });
        return applied;
    }

    private static boolean observed(WorkloadRef ref) {
        JsonNode workload = namespace.get(ref.kind() + "s", ref.name());
        return workload.at("/status/observedGeneration").asLong()
                == workload.at("/metadata/generation").asLong();
    }

    private ClusterService cluster(String manifest) {
        return new ClusterService(
                namespace.clusters,
                new Journal(directory, "tester"),
                new ManifestFiles(
                        directory::resolve, () -> new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))),
                Confirmation.NOBODY);
    }

    private static void undo(WorkloadRef ref) {
        namespace.rollouts.undo(
                UndoRequest.of(ClusterScope.namespace(namespace.name), ref).following(WaitRules.LOOK_ONCE),
                ProgressListener.SILENT);
    }

    private static JsonNode template(WorkloadRef ref) {
        return namespace.get(ref.kind() + "s", ref.name()).at("/spec/template");
    }

    /** Who owns what of the specification; the time of it says nothing. */
    private static Map<String, JsonNode> owners(WorkloadRef ref) {
        Map<String, JsonNode> owners = new TreeMap<>();
        for (JsonNode entry : namespace.get(ref.kind() + "s", ref.name()).at("/metadata/managedFields")) {
            if (entry.at("/fieldsV1/f:spec") instanceof ObjectNode spec) {
                owners.put(
                        entry.path("manager").asText() + " "
                                + entry.path("operation").asText(),
                        spec);
            }
        }
        return owners;
    }

    private static String first(String kind, String name) {
        return manifest(kind, name, "labels: {app: %s, old: 'yes'}".formatted(name), """
                containers:
                      - {name: app, image: 'busybox:1.35', env: [{name: MODE, value: calm}, {name: OLD, value: x}],
                         ports: [{containerPort: 80}]}
                      - {name: aside, image: 'busybox:1.35', command: [sleep, '5']}
                """);
    }

    private static String second(String kind, String name) {
        return manifest(kind, name, "labels: {app: %s}, annotations: {new: 'yes'}".formatted(name), """
                hostname: changed
                      containers:
                      - {name: app, image: 'busybox:1.36', tty: true, env: [{name: NEW, value: x}, {name: MODE, value: wild}]}
                      volumes: [{name: scratch, emptyDir: {}}]
                """);
    }

    private static String manifest(String kind, String name, String metadata, String pod) {
        String wanted = switch (kind) {
            case "Deployment" -> "replicas: 0";
            case "StatefulSet" -> "replicas: 0\n  serviceName: none";
            default -> "minReadySeconds: 0";
        };
        return """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: %s}
                spec:
                  %s
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {%s}
                    spec:
                      nodeSelector: {no: such}
                      %s
                """.formatted(kind, name, wanted, name, metadata, pod);
    }
}
