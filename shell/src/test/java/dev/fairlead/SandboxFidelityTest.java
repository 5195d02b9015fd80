package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.ImageFacts;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines of the transcripts print in the sandbox what they print on a cluster, but for the differences that the README
 * lists. The transcripts are a cluster's: {@link ClusterTranscriptsTest} holds them to that.
 */
final class SandboxFidelityTest {
    /** Nothing listens there: the sandbox's node asks the catalog. */
    private static final String NO_REGISTRY = "127.0.0.1:1";

    @TempDir
    private Path home;

    @Test
    void theSandboxPrintsWhatAClusterPrinted() throws Exception {
        List<Transcript> wanted = Transcript.all();
        List<Transcript> printed = new ArrayList<>(Transcripts.play(wanted, this::inTheSandbox));
        for (int i = 0; i < wanted.size(); i++) {
            if (!different(wanted.get(i), printed.get(i)).isEmpty()) {
                // On a machine that is busy a line may see less than there is a moment later; alone it is not late.
                printed.set(i, inTheSandbox(wanted.get(i)));
            }
        }
        Transcripts.keep("sandbox", printed);
        List<String> trouble = new ArrayList<>();
        int lines = 0;
        int same = 0;
        for (int i = 0; i < wanted.size(); i++) {
            trouble.addAll(different(wanted.get(i), printed.get(i)));
            lines += wanted.get(i).steps().size();
            same += (int) same(wanted.get(i), printed.get(i));
        }
        System.out.println(
                "fidelity: " + same + " of " + lines + " lines print the same in the sandbox as on a cluster");
        assertEquals("", String.join("\n", trouble));
    }

    private static long same(Transcript real, Transcript here) {
        return IntStream.range(0, real.steps().size())
                .filter(i ->
                        real.steps().get(i).printed().equals(here.steps().get(i).printed()))
                .count();
    }

    /** The lines that differ and are not said to, and those that do not any more. */
    private static List<String> different(Transcript real, Transcript here) {
        List<String> trouble = new ArrayList<>();
        for (int i = 0; i < real.steps().size(); i++) {
            Transcript.Step step = real.steps().get(i);
            String printed = here.steps().get(i).printed();
            boolean agrees = step.printed().equals(printed);
            if (agrees == step.differs().isPresent()) {
                trouble.add(real.name() + ": fairlead> " + step.line() + "\n"
                        + (agrees
                                ? "does not differ any more\n"
                                : "cluster:\n" + step.printed() + "sandbox:\n" + printed));
            }
        }
        return trouble;
    }

    @Test
    void replicaSetsHaveTheSizesThatTheyHaveOnACluster() throws Exception {
        try (Shell shell = Shell.sandbox(home, reference -> Optional.empty(), "1s");
                Clusters clusters = inside(shell, home)) {
            assertEquals(
                    RolloutSizes.recorded(), RolloutSizes.rolled(clusters.open(ClusterScope.CURRENT), "default", 50));
        }
    }

    private static Clusters inside(Shell shell, Path directory) {
        shell.run("sandbox status");
        Path kubeconfig = directory.resolve(".cache/fairlead/sandbox/kubeconfig");
        return new Clusters(
                Settings.of(Map.of(), directory, directory),
                Optional.of(kubeconfig.toString()),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void theReadmeListsTheDifferencesAndTheTranscriptsNameNoOthers() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Transcript.directory().resolve("differences.txt"))) {
            String[] parts = line.split(": ", 2);
            reasons.put(parts[0], parts[1]);
        }
        for (Transcript transcript : Transcript.all()) {
            for (Transcript.Step step : transcript.steps()) {
                step.differs().ifPresent(why -> assertTrue(reasons.containsKey(why), why));
            }
        }
        StringBuilder list = new StringBuilder();
        reasons.values().forEach(reason -> list.append("- ").append(reason).append('\n'));
        Documentation.check("sandbox-differences", list.toString());
    }

    private Transcript inTheSandbox(Transcript transcript) throws IOException {
        Path directory = Files.createTempDirectory(home, transcript.name());
        TranscriptPlace.furnish(directory, NO_REGISTRY);
        ImageCatalog images = reference ->
                reference.contains(":web-v") ? Optional.of(new ImageFacts("", List.of())) : Optional.empty();
        try (Shell shell = Shell.sandbox(directory, images, "1s");
                Clusters clusters = inside(shell, directory)) {
            ClusterClient client = clusters.open(ClusterScope.CURRENT);
            return new TranscriptPlace(shell, "default", client, NO_REGISTRY, true).run(transcript);
        }
    }
}
