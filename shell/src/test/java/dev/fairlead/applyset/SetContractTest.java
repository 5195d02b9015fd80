package dev.fairlead.applyset;

import static dev.fairlead.applyset.SetManifests.config;
import static dev.fairlead.applyset.SetManifests.deployment;
import static dev.fairlead.applyset.SetManifests.job;
import static dev.fairlead.applyset.SetManifests.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.WrittenPath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that are applied to a real cluster. */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
final class SetContractTest {
    @TempDir
    private Path directory;

    private SetSandbox sandbox;

    @BeforeEach
    void makeASandbox() {
        sandbox = new SetSandbox(directory);
    }

    @AfterEach
    void removeIt() {
        sandbox.close();
    }

    @Test
    void whatOthersNeedIsMadeFirstAndRoutesComeWhenTheWorkloadsAreCurrent() {
        ApplySetResult result = sandbox.apply(
                "shop",
                SetManifests.INGRESS
                        + SetManifests.SCALER
                        + deployment("1.35", 1)
                        + job("migrate", -1)
                        + SetManifests.SERVICE
                        + config("web", "1"));
        assertEquals(
                List.of(
                        "configmap/web created ",
                        "service/web created ",
                        "job.batch/migrate created current",
                        "deployment.apps/web created current",
                        "horizontalpodautoscaler.autoscaling/web created ",
                        "ingress.networking.k8s.io/web created "),
                rows(result));
        JsonNode deployment = sandbox.get("apis/apps/v1", "deployments/web");
        JsonNode ingress = sandbox.get("apis/networking.k8s.io/v1", "ingresses/web");
        assertTrue(version(sandbox.get("api/v1", "configmaps/web")) < version(sandbox.get("api/v1", "services/web")));
        assertTrue(version(sandbox.get("api/v1", "services/web")) < version(ingress));
        assertFalse(made(deployment).isBefore(completed(sandbox.get("apis/batch/v1", "jobs/migrate"))));
        assertFalse(made(ingress).isBefore(since(deployment, "Available")));
        assertEquals(
                sandbox.namespace + "/shop",
                deployment.at("/metadata/annotations").path(SetOwnership.KEY).asText());
        assertEquals(6, sandbox.inventory("shop").size());
    }

    @Test
    void appliedAgainItIsUnchanged() {
        String manifests = SetManifests.SERVICE + deployment("1.35", 1) + config("web", "1");
        sandbox.apply("shop", manifests);
        String before = sandbox.get("apis/apps/v1", "deployments/web")
                .at("/metadata/generation")
                .asText();
        assertEquals(
                List.of("configmap/web unchanged ", "service/web unchanged ", "deployment.apps/web unchanged current"),
                rows(sandbox.apply("shop", manifests)));
        assertEquals(
                before,
                sandbox.get("apis/apps/v1", "deployments/web")
                        .at("/metadata/generation")
                        .asText());
    }

    @Test
    void aWorkloadThatFailsHoldsBackWhatComesAfterItAndTheNextRunGoesOn() {
        String rest = SetManifests.INGRESS + SetManifests.SERVICE + config("web", "1");
        ApplySetFailed failed =
                assertThrows(ApplySetFailed.class, () -> sandbox.apply("shop", rest + deployment("missing", 1)));
        assertEquals(FailureKind.ROLLOUT_IMAGE, failed.kind());
        assertTrue(failed.message().endsWith("3 of 4 objects were applied"), failed.message());
        assertEquals(
                List.of(
                        "configmap/web created ",
                        "service/web created ",
                        "deployment.apps/web created failed",
                        "ingress.networking.k8s.io/web not applied "),
                rows(failed.state()));
        assertFalse(sandbox.has("apis/networking.k8s.io/v1", "ingresses/web"));
        assertTrue(failed.hints().get(failed.hints().size() - 1).startsWith("rollout apply shop -f "));

        sandbox.apply("shop", rest + deployment("1.35", 1));
        assertTrue(sandbox.has("apis/networking.k8s.io/v1", "ingresses/web"));
    }

    @Test
    void aMistakeAnywhereIsFoundBeforeTheFirstWrite() {
        String wrong = config("web", "1")
                + SetManifests.SERVICE.replace("targetPort", "targetPart")
                + SetManifests.INGRESS.replace("defaultBackend", "defaultBackendd");
        OpsException refused = assertThrows(OpsException.class, () -> sandbox.apply("shop", wrong));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertEquals("2 of 3 objects are refused; nothing was changed", refused.message());
        assertTrue(refused.details().get(0).contains("targetPart"), refused.details()::toString);
        assertFalse(sandbox.has("api/v1", "configmaps/web"));
        assertFalse(sandbox.has("api/v1", "configmaps/fairlead-set-shop"));
    }

    @Test
    void aDryRunShowsWhatWouldChangeAndWritesNothing() {
        sandbox.apply("shop", config("web", "1") + config("old", "1") + secret("hush"));
        String before = versions();
        ApplySetResult result = sandbox.apply(
                "shop", config("web", "2") + config("new", "1") + secret("hush-hush"), ApplySetRequest::asDryRun);
        assertEquals(
                List.of(
                        "configmap/web configured ",
                        "configmap/new created ",
                        "secret/web configured ",
                        "configmap/old not pruned "),
                rows(result));
        List<String> config = result.objects().get(0).diff();
        assertTrue(config.contains("-  a: '1'") || config.contains("-  a: \"1\""), config::toString);
        assertTrue(config.contains("+  a: '2'") || config.contains("+  a: \"2\""), config::toString);
        String secret = String.join("\n", result.objects().get(2).diff());
        assertTrue(secret.contains("+  p: (not shown) changed"), secret);
        assertFalse(secret.contains("aHVza"), secret);
        assertEquals(before, versions());
        assertFalse(sandbox.has("api/v1", "configmaps/new"));
    }

    @Test
    void aNamespaceOfTheSetIsMadeFirstAndThenTheRestIsChecked() {
        String name = sandbox.namespace + "-own";
        String manifests = "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n"
                + SetManifests.SERVICE.replace("targetPort", "targetPart");
        try {
            OpsException refused = assertThrows(
                    OpsException.class,
                    () -> sandbox.apply("own", manifests, request -> request.in(ClusterScope.namespace(name))));
            assertTrue(
                    refused.message().contains("only namespaces and definitions of kinds were applied"),
                    refused.message());
            assertTrue(sandbox.client()
                    .get(WrittenPath.of("/api/v1/namespaces/" + name))
                    .at("/metadata/annotations")
                    .has(SetOwnership.KEY));
        } finally {
            sandbox.client()
                    .send(
                            "DELETE",
                            WrittenPath.of("/api/v1/namespaces/" + name),
                            "application/json",
                            null,
                            "application/json");
        }
    }

    /** Instances of the kind are only asked about: they could not be checked before it is served. */
    @Test
    void aDefinitionIsEstablishedBeforeTheRestIsApplied() {
        String group = sandbox.namespace + ".example.dev";
        String definition = SetManifests.definition(group);
        String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets." + group;
        String widget = "---\n{apiVersion: " + group + "/v1, kind: Widget, metadata: {name: one}}\n";
        assertEquals(
                List.of(
                        "customresourcedefinition.apiextensions.k8s.io/widgets." + group + " created ",
                        "configmap/web created ",
                        "widget." + group + "/one not checked "),
                rows(sandbox.apply("shop", config("web", "1") + widget + definition, ApplySetRequest::asDryRun)));
        try {
            sandbox.apply("shop", config("web", "1") + definition);
            Instant established = since(sandbox.client().get(WrittenPath.of(path)), "Established");
            assertFalse(made(sandbox.get("api/v1", "configmaps/web")).isBefore(established));
        } finally {
            sandbox.client().send("DELETE", WrittenPath.of(path), "application/json", null, "application/json");
        }
    }

    @Test
    void anObjectGivenTwiceIsRefusedWithBothPlaces() {
        OpsException refused =
                assertThrows(OpsException.class, () -> sandbox.apply("shop", config("web", "1") + config("web", "2")));
        assertEquals(FailureKind.INVALID, refused.kind());
        assertTrue(refused.message().matches(".*m.yaml:7.* is in the set twice.*m.yaml:2.*"), refused.message());
    }

    private String versions() {
        StringBuilder versions = new StringBuilder();
        for (String plural : List.of("configmaps", "secrets")) {
            sandbox.get("api/v1", plural)
                    .path("items")
                    .forEach(item ->
                            versions.append(item.at("/metadata/name")).append(item.at("/metadata/resourceVersion")));
        }
        return versions.toString();
    }

    private static List<String> rows(ApplySetResult result) {
        return result.objects().stream()
                .map(object -> object.object() + " " + object.outcome() + " " + object.status())
                .toList();
    }

    private static long version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asLong();
    }

    private static Instant made(JsonNode object) {
        return Instant.parse(object.at("/metadata/creationTimestamp").asText());
    }

    private static Instant completed(JsonNode job) {
        return Instant.parse(job.at("/status/completionTime").asText());
    }

    private static Instant since(JsonNode object, String type) {
        for (JsonNode condition : object.at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals("True")) {
                return Instant.parse(condition.path("lastTransitionTime").asText());
            }
        }
        throw new AssertionError(object);
    }
}
