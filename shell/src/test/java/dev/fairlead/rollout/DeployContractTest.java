package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.model.DeployRequest;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.WaitRules;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What deploying writes; nothing here waits for pods, so the images need not exist. */
@NeedsCluster
@DependsOnServerVersion
final class DeployContractTest {
    private static final String FOREIGN = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: %s}
            spec:
              replicas: 2
              selector: {matchLabels: {app: foreign}}
              template:
                metadata: {labels: {app: foreign}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers: %s
            """;

    private static ScratchNamespace namespace;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("deploy");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aNewDeploymentAndItsServiceAreAsAskedAndForbidRoot() {
        List<ObjectChange> changes = deploy(request("new")
                .port(8080)
                .servicePort(80)
                .replicas(2)
                .env("B", "2")
                .env("A", "1")
                .request("cpu", "50m")
                .limit("memory", "64Mi")
                .readiness("/ready")
                .liveness("/live")
                .startup("/up")
                .maxSurge("1")
                .maxUnavailable("0")
                .pullSecret("registry")
                .changeCause("first"));

        assertEquals(
                List.of(new ObjectChange("service/new", "created"), new ObjectChange("deployment/new", "created")),
                changes);
        JsonNode deployment = namespace.get("deployments", "new");
        assertEquals(
                "first",
                deployment
                        .at("/metadata/annotations/kubernetes.io~1change-cause")
                        .asText());
        assertEquals(2, deployment.at("/spec/replicas").asInt());
        assertEquals(
                "{\"maxUnavailable\":0,\"maxSurge\":1}",
                deployment.at("/spec/strategy/rollingUpdate").toString());
        JsonNode pod = deployment.at("/spec/template/spec");
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(
                "RuntimeDefault", pod.at("/securityContext/seccompProfile/type").asText());
        assertEquals("registry", pod.at("/imagePullSecrets/0/name").asText());
        JsonNode container = pod.at("/containers/0");
        assertEquals(
                "[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}]",
                container.path("env").toString());
        assertEquals(8080, container.at("/ports/0/containerPort").asInt());
        assertEquals("50m", container.at("/resources/requests/cpu").asText());
        assertEquals("64Mi", container.at("/resources/limits/memory").asText());
        assertEquals("/ready", container.at("/readinessProbe/httpGet/path").asText());
        assertTrue(container.at("/readinessProbe/tcpSocket").isMissingNode());
        assertEquals("/live", container.at("/livenessProbe/httpGet/path").asText());
        assertEquals("/up", container.at("/startupProbe/httpGet/path").asText());
        assertFalse(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true));
        assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
        JsonNode service = namespace.get("services", "new");
        assertEquals(80, service.at("/spec/ports/0/port").asInt());
        assertEquals(8080, service.at("/spec/ports/0/targetPort").asInt());
        assertEquals(
                deployment.at("/spec/selector/matchLabels"),
                service.at("/spec/selector"),
                "the service finds the pods");
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        DeployRequest.Builder same =
                request("same").port(8080).readiness("/").env("A", "1").replicas(0);
        deploy(same);
        long generation =
                namespace.get("deployments", "same").at("/metadata/generation").asLong();

        assertEquals(
                List.of(
                        new ObjectChange("service/same", "unchanged"),
                        new ObjectChange("deployment/same", "unchanged")),
                deploy(same.changeCause("once more")));
        assertEquals(
                generation,
                namespace.get("deployments", "same").at("/metadata/generation").asLong());
    }

    @Test
    void anUpdateKeepsWhatOthersSet() {
        namespace.create(
                "deployments",
                FOREIGN.formatted(
                        "kept", "[{name: app, image: 'team/app:v1', args: [serve], env: [{name: A, value: one}]}]"));

        assertEquals(
                List.of(new ObjectChange("deployment/kept", "configured")),
                deploy(request("kept").image("team/app:v2").env("B", "two")));

        JsonNode deployment = namespace.get("deployments", "kept");
        JsonNode container = deployment.at("/spec/template/spec/containers/0");
        assertEquals("team/app:v2", container.path("image").asText());
        assertEquals("[\"serve\"]", container.path("args").toString());
        assertEquals(2, container.path("env").size());
        assertEquals(2, deployment.at("/spec/replicas").asInt());
        assertEquals(
                1,
                deployment
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt());
        assertTrue(deployment
                .at("/spec/template/spec/securityContext/runAsNonRoot")
                .isMissingNode());
    }

    @Test
    void amongSeveralContainersOneHasToBeNamed() {
        namespace.create(
                "deployments",
                FOREIGN.formatted("several", "[{name: app, image: 'team/app:v1'}, {name: log, image: 'team/log:v1'}]"));

        OpsException refused = assertThrows(OpsException.class, () -> deploy(request("several")));
        assertEquals(FailureKind.USAGE, refused.kind());
        assertTrue(refused.message().contains("it has app, log"), refused.message());
        deploy(request("several").container("log").image("team/log:v2"));
        JsonNode containers = namespace.get("deployments", "several").at("/spec/template/spec/containers");
        assertEquals("team/app:v1", containers.at("/0/image").asText());
        assertEquals("team/log:v2", containers.at("/1/image").asText());
    }

    @Test
    void aDryRunWritesNothing() {
        List<ObjectChange> changes = deploy(request("dry").port(8080).dryRun(true));

        assertEquals(
                List.of(new ObjectChange("service/dry", "created"), new ObjectChange("deployment/dry", "created")),
                changes);
        assertFalse(namespace.has("deployments", "dry"));
        assertFalse(namespace.has("services", "dry"));
    }

    @Test
    void whatTheServerRefusesLeavesNothingBehind() {
        OpsException refused = assertThrows(
                OpsException.class, () -> deploy(request("refused").port(8080).limit("memory", "lots")));

        assertEquals(FailureKind.INVALID, refused.kind());
        assertTrue(refused.message().contains("quantities"), refused.message());
        OpsException tooMany =
                assertThrows(OpsException.class, () -> deploy(request("refused").maxSurge("99999999999")));
        assertEquals(FailureKind.INVALID, tooMany.kind());
        assertTrue(tooMany.details().toString().contains("maxSurge"), tooMany::toString);
        assertFalse(namespace.has("services", "refused"));
        assertFalse(namespace.has("deployments", "refused"));
    }

    @Test
    void aMissingNamespaceIsMadeOnlyWhenAsked() {
        String other = namespace.name + "-b";
        OpsException refused =
                assertThrows(OpsException.class, () -> deploy(request("new").namespace(other)));
        assertEquals(FailureKind.NOT_FOUND, refused.kind());

        try {
            List<ObjectChange> changes =
                    deploy(request("new").namespace(other).replicas(0).createNamespace(true));
            assertEquals(new ObjectChange("namespace/" + other, "created"), changes.get(0));
        } finally {
            namespace
                    .client()
                    .send(
                            "DELETE",
                            WrittenPath.of("/api/v1/namespaces/" + other),
                            "application/json",
                            null,
                            "application/json");
        }
    }

    private static DeployRequest.Builder request(String name) {
        return DeployRequest.named(name)
                .image("registry.invalid/team/app:v1")
                .namespace(namespace.name)
                .rules(WaitRules.LOOK_ONCE);
    }

    private static List<ObjectChange> deploy(DeployRequest.Builder request) {
        return namespace
                .rollouts
                .deploy(request.build(), ProgressListener.SILENT)
                .changes();
    }
}
