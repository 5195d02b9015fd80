package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What diagnose says besides reasons: warnings of what is well, and what it was not allowed to read. */
@NeedsCluster
final class DiagnoseContractTest {
    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("diagnose");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    @Test
    void aHealthyWorkloadHasNoVerdictAndItsWarningsAreListed() throws IOException {
        namespace.kubectlApply(
                deployment("well", "command: [sleep, '3600'], ports: [{name: http, containerPort: 8080}]"));
        namespace.kubectlApply("""
                apiVersion: v1
                kind: Service
                metadata: {name: well}
                spec: {selector: {app: well}, ports: [{port: 80, targetPort: web}]}
                ---
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: well}
                spec:
                  ingressClassName: nowhere
                  tls: [{secretName: cert}]
                  rules:
                  - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: well, port: {number: 81}}}}]}
                """);
        Shell.Ran ran = diagnosed(RealParts.environment(), "well", 0);
        JsonNode diagnosis = new ObjectMapper().readTree(ran.out());

        assertEquals("current", diagnosis.at("/status/state").asText(), ran.out());
        assertEquals(0, diagnosis.path("verdicts").size(), ran.out());
        String warnings = diagnosis.path("warnings").toString();
        assertTrue(warnings.contains("sends port 80 to the port named web, which no container has"), warnings);
        assertTrue(warnings.contains("wants the ingress class nowhere, which does not exist"), warnings);
        assertTrue(warnings.contains("wants the TLS secret cert, which does not exist"), warnings);
        assertTrue(warnings.contains("sends to port 81 of service/well, which has 80"), warnings);
    }

    @Test
    void aViewerIsToldTheReasonAndWhatCouldNotBeRead() throws IOException {
        Assumptions.assumeTrue(
                RealParts.viewerKubeconfig().isPresent(),
                "set FAIRLEAD_IT_VIEWER_KUBECONFIG to a user who may only read");
        namespace.kubectlApply(deployment("unseen", "envFrom: [{secretRef: {name: login}}]"));
        namespace.kubectlApply(deployment("large", "resources: {requests: {cpu: '500'}}"));
        Map<String, String> viewer = new HashMap<>(RealParts.environment());
        viewer.put("KUBECONFIG", RealParts.viewerKubeconfig().orElseThrow());

        String secret = findings(diagnosed(viewer, "unseen", FailureKind.ROLLOUT_CONFIG.exitCode()));
        assertTrue(secret.contains("not looked at: "), secret);
        assertTrue(secret.contains("secrets"), secret);
        String nodes = findings(diagnosed(viewer, "large", 0));
        assertTrue(nodes.contains("not looked at: "), nodes);
        assertTrue(nodes.contains("nodes"), nodes);
    }

    /** Asks until the exit code is the wanted one and there is something to tell. */
    private Shell.Ran diagnosed(Map<String, String> environment, String name, int exitCode) {
        Shell.Ran[] last = new Shell.Ran[1];
        try (Shell shell = new Shell(home, environment)) {
            ScratchNamespace.await(() -> {
                last[0] = shell.run("rollout diagnose deployment/" + name + " -n " + namespace.name + " -o json");
                return last[0].exitCode() == exitCode
                        && (last[0].out().contains("current") || last[0].out().contains("not looked at"));
            });
        }
        return last[0];
    }

    private static String findings(Shell.Ran ran) throws IOException {
        return new ObjectMapper().readTree(ran.out()).path("findings").toString();
    }

    private static String deployment(String name, String container) {
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
                      containers:
                      - {name: app, image: '%2$s/library/busybox:1.35', %3$s}
                """.formatted(name, RealParts.registry(), container);
    }
}
