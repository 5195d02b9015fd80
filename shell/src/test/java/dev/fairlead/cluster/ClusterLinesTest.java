package dev.fairlead.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the group cluster against a real API server. */
@NeedsCluster
@DependsOnServerVersion
final class ClusterLinesTest {
    private static final String MANIFEST = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: one
              annotations: {note: "\\e[31mred"}
            data:
              a: "1"
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: busybox:1.35
            """;

    @TempDir
    private Path home;

    private final String namespace = "lines-" + UUID.randomUUID().toString().substring(0, 8);
    private Shell shell;

    @BeforeEach
    void makeANamespace() throws IOException {
        shell = new Shell(home, RealParts.environment());
        write("ns.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace + "}\n");
        assertEquals(0, run("cluster apply -f %s/ns.yaml").exitCode());
    }

    @Test
    void noNameReachesAnotherObject() throws IOException {
        write("map.yaml", map("keep"));
        assertEquals(0, run("cluster apply -f %s/map.yaml -n %n").exitCode());
        write("dot.yaml", map("."));
        write("slash.yaml", map("/"));
        for (String verb : new String[] {"get", "delete"}) {
            for (String name : new String[] {"''", ".", "..", "%", "keep%20"}) {
                assertEquals(
                        2,
                        run("cluster " + verb + " configmap " + name + " -n %n").exitCode(),
                        verb + name);
            }
            for (String name :
                    new String[] {"keep#x", "'keep?x=y'", "'keep '", "'a|b'", "'${X}'", "keep:x", "'ke;ep'"}) {
                assertEquals(
                        3,
                        run("cluster " + verb + " configmap " + name + " -n %n").exitCode(),
                        verb + name);
            }
            assertEquals(
                    2,
                    run("cluster " + verb + " configmap ../configmaps/keep -n %n")
                            .exitCode());
            assertEquals(2, run("cluster " + verb + " configmap keep -n ..").exitCode());
            assertEquals(3, run("cluster " + verb + " configmap keep -n 'a b'").exitCode());
        }
        assertEquals(2, run("cluster delete configmap keep .. -n %n").exitCode());
        assertEquals(7, run("cluster delete -f %s/dot.yaml -n %n").exitCode());
        assertEquals(7, run("cluster delete -f %s/slash.yaml -n %n").exitCode());
        assertEquals(0, run("cluster get configmap keep -n %n").exitCode());
    }

    private static String map(String name) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: '" + name + "'}}";
    }

    @AfterEach
    void removeIt() {
        run("cluster delete ns %n --yes --no-wait");
        shell.close();
    }

    @Test
    void applySaysWhatBecameOfEachObjectAndNamesTheOwnersOfConflicts() throws IOException {
        write("m.yaml", MANIFEST);
        assertEquals("""
                OBJECT                NAMESPACE   RESULT
                configmap/one         NAMESPACE   created
                deployment.apps/web   NAMESPACE   created
                """, out("cluster apply -f %s/m.yaml -n %n"));
        write("m.yaml", MANIFEST.replace("\"1\"", "\"2\""));
        assertEquals("""
                OBJECT                NAMESPACE   RESULT
                configmap/one         NAMESPACE   configured
                deployment.apps/web   NAMESPACE   unchanged
                """, out("cluster apply -f %s/m.yaml -n %n"));
        assertEquals("configmap/one\ndeployment.apps/web\n", out("cluster get cm/one deploy/web -n %n -o name"));

        takeOver();
        Shell.Ran conflict = run("cluster apply -f %s/m.yaml -n %n");
        assertEquals(6, conflict.exitCode());
        assertTrue(conflict.err().contains("""
                m.yaml:1 (document 1): configmap/one: 1 field belongs to others
                  .data.a: owned by somebody
                hint:  cluster apply -f"""), conflict.err());
        assertEquals(
                0, run("cluster apply -f %s/m.yaml -n %n --force-conflicts").exitCode());
    }

    @Test
    void aTypoIsNamedByFileLineAndFieldAndSoIsWhatWasDoneBefore() throws IOException {
        write("m.yaml", MANIFEST.replace("image:", "imagee:"));
        Shell.Ran ran = run("cluster apply -f %s/m.yaml -n %n");
        assertEquals(7, ran.exitCode());
        assertTrue(
                ran.err()
                        .contains("m.yaml:20 (document 2): deployment.apps/web:"
                                + " .spec.template.spec.containers[name=\"web\"].imagee: field not declared in schema"),
                ran.err());
        assertTrue(ran.err().contains("1 of 2 objects applied before"), ran.err());
        assertTrue(ran.out().contains("configmap/one"), ran.out());
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        write("m.yaml", MANIFEST);
        assertTrue(out("cluster apply -f %s/m.yaml -n %n --dry-run").contains("created (dry run)"));
        assertEquals(3, run("cluster get cm one -n %n").exitCode());
    }

    @Test
    void anObjectThatIsNotThereIsAnsweredWithTheNearestName() throws IOException {
        write("m.yaml", MANIFEST);
        run("cluster apply -f %s/m.yaml -n %n");
        Shell.Ran ran = run("cluster get deploy wbe -n %n");
        assertEquals(3, ran.exitCode());
        assertEquals("""
                error: context CONTEXT, namespace NAMESPACE: there is no deployment wbe
                hint:  cluster get deployment web -n NAMESPACE
                       cluster get deployments -n NAMESPACE
                """, masked(ran.err()).replaceAll("context \\S+,", "context CONTEXT,"));
        Shell.Ran none = run("cluster get pods -n %n");
        assertEquals(0, none.exitCode());
        assertTrue(masked(none.err()).contains("no pods in namespace NAMESPACE of context"), none.err());
        assertEquals("", none.out());
    }

    @Test
    void escapeSequencesOfOthersNeverReachTheTerminal() throws IOException {
        write("m.yaml", MANIFEST);
        run("cluster apply -f %s/m.yaml -n %n");
        for (String format : new String[] {"table", "json", "yaml"}) {
            String out =
                    run("cluster get cm one -n %n --show-labels -o " + format).out();
            assertFalse(out.contains("\u001b"), out);
        }
    }

    @Test
    void logsKeepCarriageReturnsWhereTheyAreRawOnly() throws IOException {
        write("p.yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: loud}
                spec:
                  restartPolicy: Never
                  terminationGracePeriodSeconds: 0
                  containers: [{name: app, image: '%s/library/busybox:1.35', command: [printf, 'a\\rb\\nc\\r\\nd']}]
                """.formatted(RealParts.registry()));
        run("cluster apply -f %s/p.yaml -n %n");
        run("rollout wait pod/loud -n %n --for jsonpath={.status.phase}=Succeeded");
        // containerd keeps no carriage return that stands before a line's end; Docker Engine does.
        boolean containerd = out("cluster get nodes -o yaml").contains("containerRuntimeVersion: containerd://");
        assertEquals(containerd ? "a\rb\nc\nd\n" : "a\rb\nc\r\nd\n", out("cluster logs loud -n %n --raw"));
        assertEquals("a^Mb\nc\nd\n", out("cluster logs loud -n %n"));
    }

    @Test
    void aFinalizerThatKeepsAnObjectIsNamedAtTheTimeLimit() throws IOException {
        write("f.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept, finalizers: [example.com/hold]}\n");
        run("cluster apply -f %s/f.yaml -n %n");
        Shell.Ran ran = run("cluster delete cm kept -n %n --timeout 1s");
        assertEquals(8, ran.exitCode());
        assertTrue(ran.err().contains("configmap/kept: kept by finalizer example.com/hold"), ran.err());
        assertTrue(ran.out().contains("deletion started"), ran.out());
        write("f.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kept}\n");
        run("cluster apply -f %s/f.yaml -n %n");
        assertEquals(3, run("cluster get cm kept -n %n").exitCode());
    }

    @Test
    void deletingByASelectorWantsToBeConfirmed() throws IOException {
        write("m.yaml", MANIFEST);
        run("cluster apply -f %s/m.yaml -n %n");
        Shell.Ran asked = run("cluster delete deploy --all -n %n");
        assertEquals(2, asked.exitCode());
        assertTrue(asked.err().contains("add --yes"), asked.err());
        assertTrue(out("cluster delete deploy --all -n %n --yes").contains("deleted"));
    }

    @Test
    void aMissingRightIsNamed() throws IOException {
        write("m.yaml", MANIFEST);
        String viewer = RealParts.viewerKubeconfig().orElseThrow();
        try (Shell reader = new Shell(home, Map.of("KUBECONFIG", viewer))) {
            Shell.Ran ran = reader.run(filled("cluster apply -f %s/m.yaml -n %n"));
            assertEquals(4, ran.exitCode());
            assertTrue(ran.err().contains("this user may not patch configmaps, patch deployments.apps"), ran.err());
        }
    }

    @Test
    void anExpiredClientCertificateIsSaidWithItsDate() throws Exception {
        write("expired", kubeconfig("https://ADDRESS", expired()));
        try (Shell other =
                new Shell(home, Map.of("KUBECONFIG", home.resolve("expired").toString()))) {
            Shell.Ran ran = other.run("cluster ns");
            assertEquals(4, ran.exitCode());
            assertTrue(ran.err().contains("the client certificate expired at 20"), ran.err());
        }
    }

    @Test
    void aServerThatDoesNotListenIsUnreachable() throws IOException {
        write("dead", kubeconfig("https://127.0.0.1:1", "{}"));
        try (Shell other =
                new Shell(home, Map.of("KUBECONFIG", home.resolve("dead").toString()))) {
            Shell.Ran ran = other.run("cluster get pods");
            assertEquals(5, ran.exitCode());
            assertTrue(ran.err().contains("https://127.0.0.1:1 does not answer: Connection refused"), ran.err());
        }
    }

    @Test
    void aWatchEndsWhenItsThreadIsInterrupted() throws InterruptedException {
        Thread watch = new Thread(() -> run("cluster get cm -n %n -w"));
        watch.start();
        watch.join(1_000);
        watch.interrupt();
        watch.join(10_000);
        assertFalse(watch.isAlive());
    }

    private void takeOver() {
        try (Clusters clusters = new Clusters(
                Settings.of(RealParts.environment(), home, home),
                Optional.empty(),
                Optional.empty(),
                Optional.of(namespace))) {
            ClusterClient client = clusters.open(ClusterScope.CURRENT);
            client.send(
                    "PATCH",
                    WrittenPath.of(
                            "/api/v1/namespaces/" + namespace + "/configmaps/one?fieldManager=somebody&force=true"),
                    ClusterClient.JSON,
                    client.mapper()
                            .createObjectNode()
                            .put("apiVersion", "v1")
                            .put("kind", "ConfigMap")
                            .set("data", client.mapper().createObjectNode().put("a", "9")),
                    ClusterClient.APPLY);
        }
    }

    private static String kubeconfig(String server, String user) {
        return "clusters:\n- name: c\n  cluster: {server: \"" + server + "\", insecure-skip-tls-verify: true}\n"
                + "users:\n- name: u\n  user: " + user
                + "\ncontexts:\n- name: x\n  context: {cluster: c, user: u}\ncurrent-context: x\n";
    }

    private String expired() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = home.resolve("expired.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "u",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=u",
                        "-startdate",
                        "-9d",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("u").getEncoded());
        String key = pem("PRIVATE KEY", keys.getKey("u", "secret".toCharArray()).getEncoded());
        return "{client-certificate-data: " + certificate + ", client-key-data: " + key + "}";
    }

    private static String pem(String what, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        String pem = "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private void write(String name, String text) throws IOException {
        String server = shell.run("cluster contexts -o wide").out().replaceAll("(?s).*\\*.*?https://(\\S+).*", "$1");
        Files.writeString(home.resolve(name), text.replace("ADDRESS", server));
    }

    private Shell.Ran run(String line) {
        return shell.run(filled(line));
    }

    private String out(String line) {
        Shell.Ran ran = run(line);
        assertEquals(0, ran.exitCode(), ran.err());
        return masked(ran.out());
    }

    private String masked(String text) {
        return text.replace(" ".repeat(Math.max(0, namespace.length() - 9)) + "   RESULT", "   RESULT")
                .replace(namespace, "NAMESPACE");
    }

    private String filled(String line) {
        return line.replace("%s", home.toString()).replace("%n", namespace);
    }
}
