package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.cluster.ApplyRequest;
import dev.fairlead.cluster.ClusterService;
import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.WaitRules;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An apply over what others wrote, and over that of fairlead's own verbs. The workloads want no pods. */
@NeedsCluster
@DependsOnServerVersion
final class ApplyOverOthersContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("apply-over-others");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubectl apply", "kubectl create", "kubectl set", "rollout deploy", "two tools"})
    void theLaterOneWinsUnlessAnotherToolHoldsTheField(String way) {
        String name = way.replace(' ', '-');
        String old = manifest(name, "busybox:1.35", ", env: [{name: A, value: x}]");
        switch (way) {
            case "kubectl apply", "kubectl set" -> namespace.kubectlApply(old);
            case "kubectl create" -> kubectl(old, "create", "-f", "-");
            case "two tools" -> kubectl(old, "apply", "--server-side", "--field-manager", "argocd", "-f", "-");
            default -> apply(old);
        }
        if (way.equals("kubectl set")) {
            kubectl("", "set", "image", "deployment/" + name, "app=busybox:1.36");
            kubectl("", "set", "env", "deployment/" + name, "A=y");
        } else if (way.equals("rollout deploy")) {
            namespace.rollouts.deploy(
                    DeployRequest.named(name)
                            .image("busybox:1.36")
                            .namespace(namespace.name)
                            .rules(WaitRules.LOOK_ONCE)
                            .build(),
                    ProgressListener.SILENT);
            assertEquals("busybox:1.36", container(name).path("image").asText());
        }
        String fresh = manifest(name, "busybox:1.37", "");
        if (way.equals("two tools")) {
            OpsException refused = assertThrows(OpsException.class, () -> apply(fresh));
            assertEquals(FailureKind.CONFLICT, refused.kind());
            assertEquals(
                    List.of(".spec.template.spec.containers[name=\"app\"].image: owned by argocd"), refused.details());
            return;
        }
        apply(fresh);
        assertEquals("busybox:1.37", container(name).path("image").asText());
        // kubectl's own apply leaves what a create made, since nothing says that it was applied.
        assertEquals(way.equals("kubectl create"), container(name).has("env"));
        apply(fresh);
        apply(old);
        assertEquals("busybox:1.35", container(name).path("image").asText());
        apply(fresh);
        assertEquals(false, container(name).has("env"), "what was applied by us and is dropped goes");
    }

    @Test
    void theColourThatServesStays() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: coloured}
                spec: {selector: {app: coloured}, ports: [{port: %d}]}
                """;
        apply(service.formatted(80));
        namespace
                .client()
                .merge(
                        ApiPath.of("v1", namespace.name, "services").object("coloured"),
                        ScratchNamespace.read("spec: {selector: {fairlead.dev/color: green}}"),
                        FieldManager.RELEASE);
        for (int port : List.of(80, 81)) {
            apply(service.formatted(port));
            JsonNode spec = namespace.get("services", "coloured").path("spec");
            assertEquals(port, spec.at("/ports/0/port").asInt());
            assertEquals(
                    "{\"app\":\"coloured\",\"fairlead.dev/color\":\"green\"}",
                    spec.path("selector").toString());
        }
    }

    private void apply(String manifest) {
        new ClusterService(
                        namespace.clusters,
                        new Journal(directory, "tester"),
                        new ManifestFiles(
                                directory::resolve,
                                () -> new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))),
                        Confirmation.NOBODY)
                .apply(ApplyRequest.of("-").in(ClusterScope.namespace(namespace.name)), ProgressListener.SILENT);
    }

    private static void kubectl(String input, String... words) {
        List<String> line = new ArrayList<>(List.of("kubectl", "-n", namespace.name));
        line.addAll(List.of(words));
        SampleImages.Programs.run(input, line);
    }

    private static JsonNode container(String name) {
        return namespace.get("deployments", name).at("/spec/template/spec/containers/0");
    }

    private static String manifest(String name, String image, String more) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: %s}}
                  template:
                    metadata: {labels: {app: %s}}
                    spec:
                      containers:
                      - {name: app, image: '%s'%s}
                """.formatted(name, name, name, image, more);
    }
}
