package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same lines on a real cluster and in the sandbox print the same, but for what is listed here. */
@NeedsCluster
final class SandboxFidelityTest {
    /** The lines that differ: the README says why. */
    private static final Set<String> DIFFERENT =
            Set.of("rollout deploy hello --image NONE", "cluster get service,deployment");

    private static final List<String> LINES = List.of(
            "rollout deploy hello --image V1 --port 8080 --replicas 2",
            "cluster get service,deployment",
            "rollout deploy hello --image V2 --dry-run",
            "rollout deploy hello --image V2",
            "rollout deploy hello --image NONE",
            "rollout history deployment/hello",
            "rollout undo deployment/hello",
            "rollout undo deployment/hello --to-revision 99",
            "rollout restart deployment/hello",
            "rollout deploy hello --image V2 --replicas 3",
            "rollout pause deployment/hello",
            "rollout resume deployment/hello",
            "rollout deploy hello --image V1 --strategy canary --steps 50% --pause 0s --gate 'http /'",
            "cluster get deployment absent",
            "cluster apply -f typo.yaml",
            "cluster apply -f map.yaml",
            "rollout diagnose deployment/hello",
            "cluster delete configmap mode");

    @TempDir
    private Path home;

    @Test
    void theTranscriptsAgree() throws IOException {
        Files.writeString(home.resolve("map.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: mode}}");
        Files.writeString(home.resolve("typo.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: typo}
                spec: {replica: 2}
                """);
        String v1 = SampleImages.web("v1");
        String v2 = SampleImages.web("v2");
        Map<String, String> real = new LinkedHashMap<>();
        try (ScratchNamespace namespace = new ScratchNamespace("fidelity");
                Shell shell = new Shell(home, RealParts.environment(), home, "-n", namespace.name)) {
            String context = namespace.clusters.open(ClusterScope.CURRENT).context();
            for (String line : LINES) {
                real.put(
                        line,
                        transcript(shell, line, v1, v2)
                                .replace(namespace.name, "default")
                                .replace("context " + context, "context sandbox"));
            }
        }
        ImageCatalog images = reference -> reference.equals(v1) || reference.equals(v2)
                ? Optional.of(new ImageFacts("", List.of()))
                : Optional.empty();
        Map<String, String> rehearsed = new LinkedHashMap<>();
        try (Shell shell = Shell.sandbox(home.resolve("sandbox"), images, "2s")) {
            Files.createDirectories(home.resolve("sandbox"));
            for (String file : List.of("map.yaml", "typo.yaml")) {
                Files.copy(home.resolve(file), home.resolve("sandbox").resolve(file));
            }
            LINES.forEach(line -> rehearsed.put(line, transcript(shell, line, v1, v2)));
        }
        real.keySet().removeAll(DIFFERENT);
        rehearsed.keySet().removeAll(DIFFERENT);
        assertEquals(whole(real), whole(rehearsed));
    }

    private static String whole(Map<String, String> transcripts) {
        StringBuilder all = new StringBuilder();
        transcripts.forEach((line, printed) ->
                all.append("fairlead> ").append(line).append('\n').append(Masks.masked(printed)));
        return all.toString();
    }

    private static String transcript(Shell shell, String line, String v1, String v2) {
        String none = v1.substring(0, v1.lastIndexOf(':')) + ":none";
        Shell.Ran ran = shell.run(line.replace("V1", v1).replace("V2", v2).replace("NONE", none));
        int error = ran.err().indexOf("error: ");
        String out = ran.out().replaceAll("(?m)^( *begun +).*", "$1<when>");
        return out + (error < 0 ? "" : ran.err().substring(error)) + "exit code " + ran.exitCode() + "\n";
    }
}
