package dev.fairlead.script.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.script.ast.ScriptTree;
import dev.fairlead.script.ast.SnippetSource;
import dev.fairlead.script.ast.SourcePosition;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as service accounts of the real cluster that have the rights read from them, and no other. */
@NeedsCluster
@AtOnce
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JobRoleRulesContractTest {
    private ScratchNamespace namespace;
    private final Queue<MadeObjects> made = new ConcurrentLinkedQueue<>();
    private Path home;
    private String first;
    private String second;
    private final AtomicInteger accounts = new AtomicInteger();

    @BeforeAll
    void make(@TempDir Path directory) {
        home = directory;
        namespace = new ScratchNamespace("rights");
        first = SampleImages.web("v1");
        second = SampleImages.web("v2");
    }

    @AfterAll
    void remove() {
        made.forEach(objects -> objects.remove(ProgressListener.SILENT));
        namespace.close();
    }

    @Test
    void whatDeploysMayLookChangeAndGoBack() throws IOException {
        assertGoes("""
                step("Deploy", () -> rollout.deploy(rollout.named("web").image("%s").port(8080).replicas(1)));
                step("Again", () -> rollout.deploy("web", "%s"));
                """.formatted(first, second));
        String looks = account("""
                println(rollout.status("deployment/web").state());
                println(rollout.statuses().size() + rollout.history("deployment/web").size());
                println(rollout.waitFor("deployment/web").object());
                println(cluster.logs("deployment/web").size() + cluster.pods().size() + cluster.deployments().size());
                println(cluster.object("deployment/web").path("kind") + cluster.get("pods").toString());
                """);
        assertFalse(may(looks, "patch", "apps", "deployments"), "what only looks may not change");
        assertFalse(may(looks, "get", "", "secrets"));
        String changes = account("""
                rollout.restart("deployment/web");
                rollout.pause("deployment/web");
                """);
        assertTrue(may(changes, "patch", "apps", "deployments"));
        assertFalse(may(changes, "patch", "apps", "statefulsets"), "another kind than the script names");
        assertFalse(may(changes, "delete", "apps", "deployments"));
        assertGoes("println(rollout.resume(\"deployment/web\"));");
        assertGoes("""
                rollout.undo("deployment/web", 1);
                println(rollout.diff("deployment/web", 2));
                println(rollout.diagnose("deployment/web"));
                """);
    }

    @Test
    void releasesGoToTheirEndAndBack() throws IOException {
        String account = account("""
                rollout.deploy(rollout.named("shop").image("%s").port(8080).replicas(1));
                var canary = rollout.releasing(rollout.named("shop").image("%s")).canary(Duration.ZERO, "50%%");
                println(rollout.waiting(rules -> rules.noWait()).release(canary.gate("approval")));
                println(rollout.releaseOf("deployment/shop"));
                println(rollout.abort("deployment/shop"));
                println(rollout.release(rollout.releasing(rollout.named("shop").image("%s")).bluegreen(Duration.ZERO)));
                """.formatted(first, second, second));
        assertTrue(may(account, "delete", "apps", "deployments"));
        assertFalse(may(account, "delete", "", "pods"));
        String undoes = account("println(rollout.undo(\"deployment/shop\"));");
        assertTrue(may(undoes, "patch", "", "services"), "it switches back");
        assertFalse(may(undoes, "create", "apps", "deployments"));
    }

    @Test
    void otherKindsAndTheClustersIdentityHaveTheirOwnRights() throws IOException {
        namespace.create("statefulsets", """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: store}
                spec:
                  serviceName: store
                  selector: {matchLabels: {app: store}}
                  template:
                    metadata: {labels: {app: store}}
                    spec: {containers: [{name: app, image: '%s'}]}
                """.formatted(first));
        String account = account("""
                println(cluster.uid() + cluster.namespaces().size() + cluster.info());
                rollout.restart("statefulset/store");
                println(rollout.history("statefulset/store"));
                step("Delete", () -> cluster.delete("statefulset/store"));
                """);
        assertFalse(may(account, "patch", "apps", "deployments"));
        assertFalse(may(account, "list", "", "configmaps"));
    }

    private void assertGoes(String script) throws IOException {
        account(script);
    }

    /** Runs a script as an account with its rights; nothing in it may be refused, and nothing may be left out. */
    private String account(String script) throws IOException {
        // what the whole cluster shares is named after it
        String name = namespace.name + "-" + accounts.incrementAndGet();
        ClusterClient cluster = namespace.client();
        JobObjects objects = new JobObjects(name, namespace.name);
        ScriptTree tree = ScriptTree.of(
                List.of(new SnippetSource(script, offset -> new SourcePosition(name, 1, offset + 1, ""))));
        JobRoleRules rights = ScriptRights.of(
                tree, ScriptRightsTest.VERBS, word -> cluster.discovery().find(word), List.of());
        assertEquals(List.of(), rights.unknown());
        MadeObjects own = new MadeObjects(cluster);
        made.add(own);
        own.make(objects.account(), namespace.name);
        new JobRights(objects, rights).make(own, namespace.name, ProgressListener.SILENT);
        Path file = Files.writeString(home.resolve(name + ".jsh"), script);
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.put("FAIRLEAD_ROLLOUT_STABLE", "0s");
        environment.put("KUBECONFIG", kubeconfig(name).toString());
        try (Shell shell = new Shell(home, environment, home, "-n", namespace.name)) {
            Shell.Ran ran = shell.run(List.of("run", file.toString()));
            assertEquals(0, ran.exitCode(), script + ran.err());
            assertFalse(ran.err().contains("forbidden"), ran.err());
        }
        return name;
    }

    private Path kubeconfig(String account) throws IOException {
        JsonNode token = namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of(
                                "/api/v1/namespaces/" + namespace.name + "/serviceaccounts/" + account + "/token"),
                        ClusterClient.JSON,
                        ScratchNamespace.read("{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}"),
                        ClusterClient.JSON);
        KubeContext real;
        try (Clusters plain = new Clusters(
                Settings.of(RealParts.environment(), home, home),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())) {
            real = plain.current().orElseThrow();
        }
        Path own = Files.writeString(
                home.resolve(account + ".yaml"),
                "apiVersion: v1\nkind: Config\ncurrent-context: as\nusers:\n- name: as\n  user: {token: "
                        + token.at("/status/token").asText() + "}\ncontexts:\n- name: as\n  context: {cluster: "
                        + real.cluster() + ", user: as}\n");
        return Path.of(own + ":" + RealParts.environment().get("KUBECONFIG"));
    }

    private boolean may(String account, String verb, String group, String resource) {
        JsonNode review =
                ScratchNamespace.read("""
                apiVersion: authorization.k8s.io/v1
                kind: SubjectAccessReview
                spec:
                  user: "system:serviceaccount:%s:%s"
                  groups: ["system:serviceaccounts", "system:authenticated"]
                  resourceAttributes: {namespace: %s, verb: %s, group: "%s", resource: %s}
                """.formatted(namespace.name, account, namespace.name, verb, group, resource));
        return namespace
                .client()
                .send(
                        "POST",
                        WrittenPath.of("/apis/authorization.k8s.io/v1/subjectaccessreviews"),
                        ClusterClient.JSON,
                        review,
                        ClusterClient.JSON)
                .at("/status/allowed")
                .asBoolean();
    }
}
