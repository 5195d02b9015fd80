package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.fairlead.rollout.deploy.ConfigCopies;
import dev.fairlead.rollout.history.RevisionRange;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.RevisionDiff;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutResult;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The configuration of a revision comes back with it. The workloads want no pods. */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
final class ConfigUndoContractTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static ScratchNamespace namespace;

    private final List<String> warnings = new ArrayList<>();

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("config");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void theContentOfConfigMapsAndSecretsComesBack() {
        twoRevisions("both");
        RevisionDiff diff = namespace.rollouts.diff(scope(), ref("both"), new RevisionRange(2, Optional.empty()));
        assertEquals(
                List.of("configmap/both", "secret/both"),
                diff.config().stream().map(RevisionDiff.ConfigDiff::object).toList());
        assertEquals(
                List.of("-gone: x", "-mode: calm", "+mode: wild"),
                diff.config().get(0).lines().stream()
                        .filter(line -> line.matches("[-+]\\w.*"))
                        .toList());
        assertEquals(List.of("~password: (not shown)"), diff.config().get(1).lines());

        RolloutResult undone = undo(request("both"));

        assertEquals(
                List.of("restored to revision 2", "restored to revision 2", "undone to revision 2"),
                undone.changes().stream().map(ObjectChange::outcome).toList());
        assertEquals(read("{mode: calm, gone: x}"), get("configmaps", "both").path("data"));
        assertEquals("b2xk", get("secrets", "both").at("/data/password").asText());
        assertFalse(get("configmaps", "both")
                .at("/metadata/managedFields")
                .toString()
                .contains("fairlead-undo"));
        ScratchNamespace.await(() -> history("both").get(2).current());
        undo(request("both"));
        assertEquals(read("{mode: wild}"), get("configmaps", "both").path("data"), "an undo can be undone");
    }

    @Test
    void withoutConfigOnlyTheTemplateIsUndone() {
        twoRevisions("alone");
        assertEquals(1, undo(request("alone").withConfig(false)).changes().size());
        assertEquals(read("{mode: wild}"), get("configmaps", "alone").path("data"));
    }

    @Test
    void theConfigurationOfTheCurrentRevisionComesBackAlone() {
        twoRevisions("back");
        undo(request("back"));
        ScratchNamespace.await(() -> history("back").get(2).current());
        undo(request("back"));
        ScratchNamespace.await(() -> history("back").get(2).images().contains("none:v2"));
        Revision current = history("back").get(2);
        long generation =
                namespace.get("deployments", "back").at("/metadata/generation").asLong();
        send("PATCH", "/configmaps/back", "{data: {mode: lost}}", ClusterClient.MERGE_PATCH);

        RolloutResult undone = undo(request("back").to(current.number()).withConfig(true));

        assertEquals(
                List.of("restored to revision " + current.number()),
                undone.changes().stream().map(ObjectChange::outcome).toList());
        assertEquals(read("{mode: wild}"), get("configmaps", "back").path("data"));
        assertEquals(
                generation,
                namespace.get("deployments", "back").at("/metadata/generation").asLong());
        assertEquals(
                List.of("is at revision " + current.number() + " already"),
                undo(request("back").to(current.number()).withConfig(true)).changes().stream()
                        .map(ObjectChange::outcome)
                        .toList());
    }

    @Test
    void whereNoReplicaSetIsMadeItIsSaidThatNoCopyIsKept() {
        try (ScratchNamespace full = new ScratchNamespace("full")) {
            String path = "/api/v1/namespaces/" + full.name;
            post(full, path + "/configmaps", "{kind: ConfigMap, metadata: {name: web}, data: {mode: calm}}");
            full.create("deployments", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      replicas: 0
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: app, image: 'none:v0', envFrom: [{configMapRef: {name: web}}]}]}
                    """);
            ScratchNamespace.await(() -> full.rollouts
                            .history(ClusterScope.namespace(full.name), ref("web"))
                            .size()
                    == 1);
            post(
                    full,
                    path + "/resourcequotas",
                    "{kind: ResourceQuota, metadata: {name: none}, spec: {hard: {count/replicasets.apps: '1'}}}");
            ScratchNamespace.await(() -> full.client()
                    .get(WrittenPath.of(path + "/resourcequotas/none"))
                    .at("/status/used")
                    .toString()
                    .contains("\"1\""));
            List<String> heard = new ArrayList<>();
            DeployRequest request = DeployRequest.named("web")
                    .image("none:v1")
                    .replicas(1)
                    .namespace(full.name)
                    .timeout(Duration.ofMinutes(1))
                    .build();

            RolloutFailed failed = assertThrows(
                    RolloutFailed.class,
                    () -> full.rollouts.deploy(request, event -> {
                        if (event instanceof ProgressEvent.Warning warning) {
                            heard.add(warning.text());
                        }
                    }));

            assertTrue(
                    heard.contains(
                            "no copy of the configuration is kept for an undo: the cluster made no ReplicaSet for"
                                    + " deployment/web within 10s"),
                    heard::toString);
            assertEquals(FailureKind.ROLLOUT_ADMISSION, failed.kind());
            assertTrue(failed.message().contains("exceeded quota: none"), failed.message());
        }
    }

    @Test
    void aRevisionWithoutCopiesIsUndoneWithAWarning() {
        twoRevisions("bare");
        RolloutResult undone = undo(request("bare").to(1));

        assertEquals("undone to revision 1", undone.changes().get(0).outcome());
        assertEquals(
                List.of(true, true),
                warnings.stream().map(w -> w.contains("has no copy of")).toList());
    }

    @Test
    void anImmutableOriginalIsRefusedBeforeAnythingIsUndone() {
        twoRevisions("fixed");
        send("PATCH", "/configmaps/fixed", "{immutable: true}", ClusterClient.MERGE_PATCH);
        JsonNode before = namespace.get("deployments", "fixed").path("spec");

        OpsException refused = assertThrows(OpsException.class, () -> undo(request("fixed")));
        assertEquals(FailureKind.CONFLICT, refused.kind());
        assertTrue(refused.hints().get(0).endsWith("--no-with-config"), refused.hints()::toString);
        assertEquals(before, namespace.get("deployments", "fixed").path("spec"));
        assertEquals("bmV3", get("secrets", "fixed").at("/data/password").asText());
    }

    @Test
    void copiesAreImmutableAndBelongToTheirRevision() {
        twoRevisions("kept");
        List<JsonNode> copies = new ArrayList<>();
        get("configmaps", "").path("items").forEach(copy -> {
            if (copy.at("/metadata/annotations")
                    .path(ConfigCopies.COPY_OF)
                    .asText()
                    .equals("configmap/kept")) {
                copies.add(copy);
            }
        });
        assertEquals(2, copies.size());
        copies.forEach(copy -> {
            assertTrue(copy.path("immutable").asBoolean());
            assertEquals(
                    "ReplicaSet", copy.at("/metadata/ownerReferences/0/kind").asText());
        });
        namespace.delete("deployments", "kept");
        ScratchNamespace.await(() -> !get("configmaps", "").toString().contains("configmap/kept"));
    }

    /** The first is somebody else's, the second and third are deployed, each with another configuration. */
    private static void twoRevisions(String name) {
        send("POST", "/configmaps", "{kind: ConfigMap, metadata: {name: %s}, data: {mode: calm, gone: x}}", name);
        send("POST", "/secrets", "{kind: Secret, metadata: {name: %s}, stringData: {password: old}}", name);
        namespace.create("deployments", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      volumes: [{name: secrets, secret: {secretName: %1$s}}]
                      containers:
                      - {name: app, image: 'none:v0', envFrom: [{configMapRef: {name: %1$s}}]}
                """.formatted(name));
        ScratchNamespace.await(() -> history(name).size() == 1);
        deploy(name, "none:v1");
        send("PATCH", "/configmaps/" + name, "{data: {mode: wild, gone: null}}", ClusterClient.MERGE_PATCH);
        send("PATCH", "/secrets/" + name, "{stringData: {password: new}}", ClusterClient.MERGE_PATCH);
        deploy(name, "none:v2");
    }

    private static void deploy(String name, String image) {
        DeployRequest request = DeployRequest.named(name)
                .image(image)
                .namespace(namespace.name)
                .rules(WaitRules.LOOK_ONCE)
                .build();
        namespace.rollouts.deploy(request, ProgressListener.SILENT);
    }

    private RolloutResult undo(UndoRequest request) {
        return namespace.rollouts.undo(request.following(WaitRules.LOOK_ONCE), event -> {
            if (event instanceof ProgressEvent.Warning warning) {
                warnings.add(warning.text());
            }
        });
    }

    private static UndoRequest request(String name) {
        return UndoRequest.of(scope(), ref(name)).withoutEvidence();
    }

    private static WorkloadRef ref(String name) {
        return WorkloadRef.deployment(name);
    }

    private static ClusterScope scope() {
        return ClusterScope.namespace(namespace.name);
    }

    private static List<Revision> history(String name) {
        return namespace.rollouts.history(scope(), ref(name));
    }

    private static JsonNode get(String plural, String name) {
        return namespace
                .client()
                .get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/" + plural + "/" + name));
    }

    private static void send(String method, String path, String yaml, String typeOrName) {
        boolean post = method.equals("POST");
        namespace
                .client()
                .send(
                        method,
                        WrittenPath.of("/api/v1/namespaces/" + namespace.name + path),
                        ClusterClient.JSON,
                        read(post ? yaml.formatted(typeOrName) : yaml),
                        post ? ClusterClient.JSON : typeOrName);
    }

    private static void post(ScratchNamespace to, String path, String yaml) {
        to.client().send("POST", WrittenPath.of(path), ClusterClient.JSON, read(yaml), ClusterClient.JSON);
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
