package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README shows of releases and sets, line by line, on the real cluster. */
@AtOnce
@NeedsCluster
@TakesLong
final class ReadmeReleasesTest {
    private static final String IMAGE = "127.0.0.1:5000/team/hello:";

    @TempDir
    private Path directory;

    private final List<ScratchNamespace> namespaces = new ArrayList<>();
    private Shell shell;

    @BeforeEach
    void makeContexts() throws IOException {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        KubeContext real;
        try (Clusters plain = new Clusters(
                Settings.of(environment, directory, directory), Optional.empty(), Optional.empty(), Optional.empty())) {
            real = plain.current().orElseThrow();
        }
        StringBuilder contexts = new StringBuilder("apiVersion: v1\nkind: Config\ncurrent-context: eu-1\ncontexts:\n");
        for (String context : List.of("eu-1", "eu-2", "us-1")) {
            ScratchNamespace namespace = new ScratchNamespace("readme");
            namespaces.add(namespace);
            contexts.append("- name: ").append(context);
            contexts.append("\n  context: {cluster: ").append(real.cluster());
            contexts.append(", user: ").append(real.user());
            contexts.append(", namespace: ").append(namespace.name).append("}\n");
        }
        Path file = Files.writeString(directory.resolve("contexts.yaml"), contexts);
        environment.merge("KUBECONFIG", file.toString(), (before, more) -> more + ":" + before);
        environment.put("FAIRLEAD_ROLLOUT_UNOBSERVED", "2m");
        shell = new Shell(directory, environment, directory);
    }

    @AfterEach
    void deleteNamespaces() {
        shell.close();
        namespaces.forEach(ScratchNamespace::close);
    }

    @Test
    void everyLineOfTheReleasesDoesWhatItSays() throws IOException {
        List<String> lines = Documentation.part("releases")
                .lines()
                .filter(line -> line.startsWith("fairlead> "))
                .map(line -> line.substring("fairlead> ".length()))
                .toList();
        assertTrue(lines.size() > 8, lines.toString());
        for (String line : lines) {
            if (line.contains("--route nginx")) {
                routeHello();
            }
            run(line);
        }
    }

    /** The lines say which route there is, and not how it came about. */
    private void routeHello() {
        ScratchNamespace here = namespaces.get(0);
        String path = "/apis/networking.k8s.io/v1/namespaces/" + here.name + "/ingresses";
        here.client()
                .send("POST", WrittenPath.of(path), ClusterClient.JSON, ScratchNamespace.read("""
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: hello, annotations: {kubernetes.io/ingress.class: nginx}}
                        spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: hello, port: {number: 8080}}}}]}}]}
                        """), ClusterClient.JSON);
    }

    @Test
    void theLinesOfTheSetsDoWhatTheySay() throws IOException {
        Files.createDirectories(directory.resolve("manifests/config"));
        Files.writeString(directory.resolve("manifests/config/settings.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {greeting: hello}
                """);
        List<String> lines = Documentation.text()
                .lines()
                .filter(line -> line.startsWith("    fairlead rollout apply "))
                .map(line -> line.strip().substring("fairlead ".length()))
                .toList();
        assertTrue(lines.size() > 1, lines.toString());
        for (String line : lines) {
            run(line);
        }
    }

    private void run(String line) {
        // Its pods serve on for a while; elsewhere it is seen that requests want that.
        String runnable = line.contains("--port") ? line + " --drain 0" : line;
        for (String version : List.of("v1", "v2")) {
            runnable = runnable.replace(IMAGE + version, SampleImages.web("readme-" + version));
        }
        Shell.Ran ran = shell.run(runnable);
        assertEquals(0, ran.exitCode(), line + "\n" + ran.out() + ran.err());
    }
}
