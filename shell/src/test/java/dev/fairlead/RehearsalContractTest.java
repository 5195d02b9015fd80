package dev.fairlead;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Shell.Ran;
import dev.fairlead.json.JsonTree;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals on a copy of a namespace of the real cluster, which stays as it is. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RehearsalContractTest {
    private static final String SECRET = "hunter2-is-no-secret-here";
    private static final List<String> KINDS =
            List.of("deployments", "replicasets", "secrets", "configmaps", "services");

    private ScratchNamespace real;
    private Path home;
    private Shell shell;

    @BeforeAll
    void makeWhatIsCopied(@TempDir Path directory) {
        home = directory;
        real = new ScratchNamespace("rehearsal");
        real.kubectlApply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: db}
                stringData: {password: %s}
                """.formatted(SECRET));
        String image = RealParts.registry() + "/library/busybox:1.35";
        shell = new Shell(home, RealParts.environment(), Documentation.project(), "-n", real.name);
        for (String number : List.of("1", "2")) {
            Ran ran = shell.run(
                    List.of("cluster", "apply", "-f", manifest(image, number).toString()));
            assertEquals(0, ran.exitCode(), ran.err());
            assertEquals(
                    0, shell.run("rollout status deployment/web --stable 0s").exitCode());
        }
    }

    @AfterAll
    void removeIt() {
        shell.close();
        real.close();
    }

    @Test
    void aRollbackIsRehearsedOnTheRealRevisionsAndNothingThereChanges() throws IOException {
        Map<String, String> before = versions();
        Ran ran = shell.run("script rehearse -o json scripts/rollback.jsh deployment/web");
        assertEquals(0, ran.exitCode(), ran.err());
        JsonNode rehearsal = JsonTree.read(ran.out().substring(ran.out().indexOf("{\n")));
        assertEquals(1, rehearsal.path("changes").size(), ran.out());
        assertEquals("deployment/web", rehearsal.at("/changes/0/object").asText());
        String diff = rehearsal.at("/changes/0/diff").toString();
        assertTrue(diff.contains("-              value: \\\"2\\\""), diff);
        assertTrue(diff.contains("+              value: \\\"1\\\""), diff);
        assertTrue(rehearsal.path("told").toString().contains("the values of secrets are masked"), ran.out());
        assertEquals(before, versions());
        assertFalse(Files.exists(home.resolve(".cache/fairlead/sandbox")), "the user's sandbox was touched");
        assertFalse(Files.exists(home.resolve(".local/state/fairlead/runs")), "a run was kept");
    }

    @Test
    void theScriptSeesTheKeysOfASecretAndNotItsValues() throws IOException {
        Path script = Files.writeString(
                home.resolve("look.jsh"), "println(cluster.client().secrets().withName(\"db\").get().getData());\n");
        Ran ran = shell.run("script rehearse " + script);
        assertEquals(0, ran.exitCode(), ran.err());
        String masked = Base64.getEncoder().encodeToString("masked".getBytes(UTF_8));
        assertTrue(ran.out().contains("{password=" + masked), ran.out());
        assertTrue(ran.out().contains("no object would be another afterwards"), ran.out());
    }

    @Test
    void whoMayOnlyReadCanRehearseAndHearsWhatIsLeftOut() {
        assumeTrue(
                RealParts.viewerKubeconfig().isPresent(),
                "set FAIRLEAD_IT_VIEWER_KUBECONFIG to a user who may only read");
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.put("KUBECONFIG", RealParts.viewerKubeconfig().get());
        Map<String, String> before = versions();
        try (Shell viewer = new Shell(home, environment, Documentation.project())) {
            Ran ran = viewer.run("script rehearse scripts/rollback.jsh deployment/web -n " + real.name
                    + " --fault crash=deployment/web,next");
            assertEquals(
                    0, viewer.run("cluster get deployment web -n " + real.name).exitCode());
            assertEquals(0, ran.exitCode(), ran.out() + ran.err());
            assertTrue(ran.out().contains("secrets of " + real.name + " may not be read"), ran.out());
            assertTrue(ran.out().contains("secret/db was not copied; something stands in for it with password"));
        }
        assertEquals(before, versions());
    }

    @Test
    void whatIsNotThereIsToldBeforeAnythingRuns() {
        Ran workload = shell.run("script rehearse scripts/rollback.jsh deployment/web --workload deployment/wob");
        assertEquals(3, workload.exitCode());
        assertTrue(workload.err().contains("has no deployment/wob; there are deployment/web"), workload.err());
        Ran namespace = shell.run("script rehearse scripts/rollback.jsh deployment/web -n no-such-namespace");
        assertEquals(3, namespace.exitCode(), namespace.err());
    }

    /** Which version each object has, by its kind and name. */
    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (String kind : KINDS) {
            String group = kind.equals("deployments") || kind.equals("replicasets") ? "/apis/apps/v1" : "/api/v1";
            List<JsonNode> items = new ArrayList<>();
            real.client()
                    .get(WrittenPath.of(group + "/namespaces/" + real.name + "/" + kind))
                    .path("items")
                    .forEach(items::add);
            items.forEach(item -> versions.put(
                    kind + "/" + item.at("/metadata/name").asText(),
                    item.at("/metadata/resourceVersion").asText()));
        }
        return versions;
    }

    private Path manifest(String image, String number) {
        try {
            return Files.writeString(home.resolve("web.yaml"), """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec:
                      replicas: 2
                      selector: {matchLabels: {app: web}}
                      template:
                        metadata: {labels: {app: web}}
                        spec:
                          terminationGracePeriodSeconds: 0
                          containers:
                          - name: web
                            image: %s
                            command: [sleep, "3600"]
                            env:
                            - {name: NUMBER, value: "%s"}
                            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
                    """.formatted(image, number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
