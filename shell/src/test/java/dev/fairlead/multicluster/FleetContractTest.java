package dev.fairlead.multicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.AtOnce;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.kubernetes.WrittenPath;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several contexts; each is a namespace of its own on the one real cluster. */
@AtOnce
@NeedsCluster
final class FleetContractTest {
    private static final String ALL = "--contexts eu-1,eu-2,us-1";

    @TempDir
    private Path directory;

    private final List<ScratchNamespace> namespaces = new ArrayList<>();
    private Shell shell;

    @BeforeEach
    void makeContexts() throws Exception {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        KubeContext real;
        try (Clusters plain = new Clusters(
                Settings.of(environment, directory, directory), Optional.empty(), Optional.empty(), Optional.empty())) {
            real = plain.current().orElseThrow();
        }
        StringBuilder contexts = new StringBuilder("apiVersion: v1\nkind: Config\ncontexts:\n");
        for (String context : List.of("eu-1", "eu-2", "us-1")) {
            ScratchNamespace namespace = new ScratchNamespace("fleet");
            namespaces.add(namespace);
            contexts.append(context(context, real, namespace.name));
        }
        contexts.append(context("twin", real, namespaces.get(0).name));
        Path file = Files.writeString(directory.resolve("contexts.yaml"), contexts);
        environment.merge("KUBECONFIG", file.toString(), (before, more) -> before + ":" + more);
        shell = new Shell(directory, environment);
    }

    @AfterEach
    void deleteNamespaces() {
        shell.close();
        namespaces.forEach(ScratchNamespace::close);
    }

    @Test
    void eachWaveBeginsWhenTheOneBeforeItIsCurrentAndAFailureStopsTheRestAndTakesBackWhatWasDone() {
        String good = SampleImages.web("fleet-1");
        Shell.Ran first = shell.run("rollout deploy web --image " + good + " --stable 0s --unobserved 2m " + ALL);
        assertEquals(0, first.exitCode(), first.err());
        assertEquals("1 eu-1 current 1 / 2 eu-2 current 1 / 2 us-1 current 1", table(first));
        assertTrue(first.err().contains("wave 1 of 2: eu-1\n"), first.err());
        assertTrue(first.err().contains("wave 2 of 2: eu-2, us-1\n"), first.err());

        allowNoMorePods(namespaces.get(1));
        Shell.Ran second = shell.run("rollout deploy web --stable 0s --unobserved 2m --image "
                + SampleImages.web("fleet-2") + " " + ALL + " --wave 1,2,100% --roll-back-waves");
        assertEquals(22, second.exitCode(), second.err());
        assertEquals("1 eu-1 rolled-back 2 / 2 eu-2 rolled-back 2 / 3 us-1 not-started", table(second), second.err());
        assertTrue(
                second.err()
                        .contains("deployment/web stopped in wave 2 of 3, 1 of 3 contexts not started: context eu-2"),
                second.err());
        assertTrue(second.err().contains(" --context eu-2"), "the lines to type next are about eu-2:\n" + second.err());
        for (String context : List.of("eu-1", "eu-2", "us-1")) {
            Shell.Ran status = shell.run("rollout status deployment/web --no-wait --context " + context);
            assertTrue(status.out().contains("images     " + good + "\n"), context + ":\n" + status.out());
        }
    }

    @Test
    void nothingIsChangedWhenAContextIsNotThereOrTwoAreOnePlace() {
        assertRefused(2, "eu-1,twin", "contexts eu-1 and twin are the same namespace " + namespaces.get(0).name);
        assertRefused(3, "eu-1,mars", "no context is called \"mars\"");
        assertRefused(2, "eu-1,us-1 --wave 1", "the waves 1 end at 1 of 2 contexts; let the last be 100%");
        assertRefused(2, "eu-1,us-1 --no-wait", "a wave begins when the one before it is current");
        assertRefused(2, "eu-1 --context us-1", "--context and --contexts both say where");
        assertEquals(
                3,
                shell.run("rollout status deployment/web --no-wait --context eu-1")
                        .exitCode());
    }

    private void assertRefused(int exitCode, String contexts, String why) {
        Shell.Ran ran = shell.run("rollout deploy web --image none --contexts " + contexts);
        assertEquals(exitCode, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(why), ran.err());
    }

    /** Wave, context, outcome and revision of each line. */
    private static String table(Shell.Ran ran) {
        return ran.out()
                .lines()
                .skip(1)
                .map(line -> line.replace("rolled back", "rolled-back")
                        .replace("not started", "not-started")
                        .split("\\s+"))
                .map(words -> words[0] + " " + words[1] + " " + words[3]
                        + (words.length > 4 && words[4].matches("\\d+") ? " " + words[4] : ""))
                .collect(Collectors.joining(" / "));
    }

    private static void allowNoMorePods(ScratchNamespace namespace) {
        namespace.kubectlApply("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: full}
                spec: {hard: {pods: "1"}}
                """);
        ScratchNamespace.await(() -> namespace
                .client()
                .get(WrittenPath.of("/api/v1/namespaces/" + namespace.name + "/resourcequotas/full"))
                .at("/status/used/pods")
                .asText()
                .equals("1"));
    }

    private static String context(String name, KubeContext real, String namespace) {
        return "- name: " + name + "\n  context: {cluster: " + real.cluster() + ", user: " + real.user()
                + ", namespace: " + namespace + "}\n";
    }
}
