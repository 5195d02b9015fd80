package dev.fairlead.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.kubernetes.KubeContext;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.DeployRequest;
import dev.fairlead.rollout.Revision;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.settings.Settings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several contexts; each is a namespace of its own on the one real cluster. */
@NeedsCluster
final class FleetContractTest {
    private static final WorkloadRef WEB = WorkloadRef.deployment("web");
    private static final List<String> ALL = List.of("eu-1", "eu-2", "us-1");

    @TempDir
    private Path directory;

    private final List<ScratchNamespace> namespaces = new ArrayList<>();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private Clusters clusters;
    private RolloutService rollouts;

    @BeforeEach
    void makeContexts() throws Exception {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        KubeContext real;
        try (Clusters plain = new Clusters(
                Settings.of(environment, directory, directory), Optional.empty(), Optional.empty(), Optional.empty())) {
            real = plain.current().orElseThrow();
        }
        StringBuilder contexts = new StringBuilder("apiVersion: v1\nkind: Config\ncontexts:\n");
        for (String context : ALL) {
            ScratchNamespace namespace = new ScratchNamespace("fleet");
            namespaces.add(namespace);
            contexts.append(context(context, real, namespace.name));
        }
        contexts.append(context("twin", real, namespaces.get(0).name));
        Path file = Files.writeString(directory.resolve("contexts.yaml"), contexts);
        environment.merge("KUBECONFIG", file.toString(), (before, more) -> before + ":" + more);
        clusters = new Clusters(
                Settings.of(environment, directory, directory), Optional.empty(), Optional.empty(), Optional.empty());
        rollouts = new RolloutService(
                clusters,
                new Journal(directory, "tester"),
                () -> new RegistryClient(registry -> Optional.empty(), registry -> false),
                new ManifestFiles(Path::of, InputStream::nullInputStream));
    }

    @AfterEach
    void deleteNamespaces() {
        namespaces.forEach(ScratchNamespace::close);
        clusters.close();
    }

    @Test
    void eachWaveBeginsWhenTheOneBeforeItIsCurrentAndAFailureStopsTheRestAndTakesBackWhatWasDone() {
        String good = SampleImages.web("fleet-1");
        String bad = SampleImages.crashing();
        assertEquals(
                "eu-1 wave 1 current, eu-2 wave 2 current, us-1 wave 2 current", said(roll(false, context -> good)));
        assertEquals("[wave 1 of 2: eu-1, wave 2 of 2: eu-2, us-1]", waves());

        notes.clear();
        String next = SampleImages.web("fleet-2");
        FleetFailed failed = assertThrows(
                FleetFailed.class, () -> roll(true, "1,2,100%", context -> context.equals("eu-2") ? bad : next));
        assertEquals(FailureKind.ROLLOUT_CRASH, failed.kind());
        assertEquals(
                "eu-1 wave 1 rolled back, eu-2 wave 2 rolled back, us-1 wave 3 not started", said(failed.outcomes()));
        assertTrue(failed.message().contains("stopped in wave 2 of 3, 1 of 3 contexts not started: context eu-2"));
        for (String context : ALL) {
            assertEquals(List.of(good), current(context).images(), context);
        }
        assertEquals(1, current("us-1").number());
    }

    @Test
    void contextsThatAreTheSamePlaceOrAreNotThereAreRefusedBeforeAnythingIsChanged() {
        assertRefused(
                FailureKind.USAGE,
                List.of("eu-1", "twin"),
                "contexts eu-1 and twin are the same namespace " + namespaces.get(0).name);
        assertRefused(FailureKind.NOT_FOUND, List.of("eu-1", "mars"), "no context is called \"mars\"");
        assertThrows(OpsException.class, () -> current("eu-1"));
    }

    private void assertRefused(FailureKind kind, List<String> contexts, String why) {
        FleetRequest request = new FleetRequest(WEB, contexts, Optional.empty(), Waves.DEFAULT, false);
        OpsException refused = assertThrows(
                OpsException.class,
                () -> new FleetService(clusters).roll(request, work(c -> "none"), ProgressListener.SILENT));
        assertEquals(kind, refused.kind());
        assertTrue(refused.message().contains(why), refused.message());
    }

    private List<ContextOutcome> roll(boolean rollBack, ImageOf images) {
        return roll(rollBack, "1,100%", images);
    }

    private List<ContextOutcome> roll(boolean rollBack, String waves, ImageOf images) {
        FleetRequest request = new FleetRequest(WEB, ALL, Optional.empty(), Waves.parse(waves), rollBack);
        return new FleetService(clusters).roll(request, work(images), event -> {
            if (event instanceof ProgressEvent.Note note) {
                notes.add(note.text());
            }
        });
    }

    private ContextWork work(ImageOf images) {
        return new DeployWork(rollouts, WEB, (ClusterScope scope, ProgressListener progress) -> {
            String image = images.in(scope.context().orElseThrow());
            RolloutResult result = rollouts.deploy(
                    DeployRequest.named("web").image(image).scope(scope).build(), progress);
            return result;
        });
    }

    private Revision current(String context) {
        return rollouts.history(ClusterScope.CURRENT.inContext(context), WEB).stream()
                .filter(Revision::current)
                .findFirst()
                .orElseThrow();
    }

    private String waves() {
        return notes.stream().filter(note -> note.startsWith("wave ")).toList().toString();
    }

    private static String said(List<ContextOutcome> outcomes) {
        return String.join(
                ", ",
                outcomes.stream()
                        .map(o -> o.context() + " wave " + o.wave() + " " + o.outcome())
                        .toList());
    }

    private static String context(String name, KubeContext real, String namespace) {
        return "- name: " + name + "\n  context: {cluster: " + real.cluster() + ", user: " + real.user()
                + ", namespace: " + namespace + "}\n";
    }

    private interface ImageOf {
        String in(String context);
    }
}
