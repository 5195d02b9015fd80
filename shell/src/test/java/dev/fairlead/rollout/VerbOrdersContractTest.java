package dev.fairlead.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.AtOnce;
import dev.fairlead.DependsOnServerVersion;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A saved script applies its manifest, uses other verbs, and is run again: whatever verbs come between two applies, and
 * in whatever order, the second apply is not refused, and what the manifest says holds. The workloads want no pods.
 */
@AtOnce
@NeedsCluster
@DependsOnServerVersion
final class VerbOrdersContractTest {
    private static final List<String> VERBS = List.of(
            "rollout deploy NAME --image busybox:1.36 --no-wait",
            "rollout deploy NAME --env A=z --no-wait",
            "rollout restart deployment/NAME --no-wait",
            "rollout pause deployment/NAME",
            "rollout resume deployment/NAME --no-wait",
            "rollout undo deployment/NAME --no-wait",
            "cluster apply -f OTHER",
            "rollout apply NAME -f MANIFEST --no-wait");

    private static final int UNDO = 5;

    private static ScratchNamespace namespace;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeNamespace() {
        namespace = new ScratchNamespace("orders");
    }

    @AfterAll
    static void deleteNamespace() {
        namespace.close();
    }

    /** Each verb after another one, and an undo after each that makes a revision. */
    static Stream<List<Integer>> orders() {
        Stream<List<Integer>> rings =
                IntStream.range(0, VERBS.size()).mapToObj(i -> List.of(i, (i + 1) % VERBS.size()));
        return Stream.concat(rings, Stream.of(0, 1, 2, 6).map(i -> List.of(i, UNDO)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whateverCameBetweenTheManifestHoldsAgain(List<Integer> order) throws IOException {
        String name = "o-" + order.get(0) + order.get(1);
        Path manifest = Files.writeString(home.resolve("m.yaml"), manifest(name, "busybox:1.35"));
        Path other = Files.writeString(home.resolve("other.yaml"), manifest(name, "busybox:1.37"));
        try (Shell shell = new Shell(home, RealParts.environment())) {
            run(shell, "cluster apply -f " + manifest);
            for (int verb : order) {
                String line = VERBS.get(verb)
                        .replace("MANIFEST", manifest.toString())
                        .replace("OTHER", other.toString())
                        .replace("NAME", name);
                Shell.Ran ran = shell.run(line + " -n " + namespace.name);
                boolean first = line.startsWith("rollout undo") && ran.err().contains("is at its first revision");
                assertTrue(ran.exitCode() == 0 || first, () -> line + "\n" + ran.err());
            }
            run(shell, "cluster apply -f " + manifest);
            JsonNode app = namespace.get("deployments", name).at("/spec/template/spec/containers/0");
            assertEquals("busybox:1.35", app.path("image").asText());
            assertEquals("[{\"name\":\"A\",\"value\":\"x\"}]", app.path("env").toString());
            run(shell, "rollout apply " + name + " -f " + manifest + " --no-wait");
            run(shell, "cluster apply -f " + manifest);
        }
    }

    private static void run(Shell shell, String line) {
        Shell.Ran ran = shell.run(line + " -n " + namespace.name);
        assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
    }

    private static String manifest(String name, String image) {
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
                      - {name: app, image: '%s', env: [{name: A, value: x}]}
                """.formatted(name, name, name, image);
    }
}
