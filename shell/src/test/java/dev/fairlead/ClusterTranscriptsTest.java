package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcripts that the sandbox is measured by are what a cluster prints. */
@NeedsCluster
@TakesLong
@DependsOnServerVersion
final class ClusterTranscriptsTest {
    @TempDir
    private Path home;

    @Test
    void aClusterPrintsWhatTheTranscriptsSay() throws Exception {
        ServerVersion.assumeRecorded();
        SampleImages.web("v1");
        SampleImages.web("v2");
        List<Transcript> wanted = Transcript.all();
        List<Transcript> printed = Transcripts.play(wanted, this::onTheCluster);
        Transcripts.keep("cluster", printed);
        if (Boolean.getBoolean("fairlead.regenerate")) {
            for (Transcript transcript : printed) {
                transcript.write();
            }
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i).toText(), printed.get(i).toText());
        }
    }

    @Test
    void replicaSetsHaveTheSizesThatAreRecorded() throws Exception {
        try (ScratchNamespace namespace = new ScratchNamespace("sizes")) {
            List<String> rolled = RolloutSizes.rolled(namespace.client(), namespace.name, 400);
            if (Boolean.getBoolean("fairlead.regenerate")) {
                RolloutSizes.record(rolled);
            }
            // A busy machine's controllers are late, not different: they are looked at again with more patience.
            List<String> seen = rolled.equals(RolloutSizes.recorded())
                    ? rolled
                    : RolloutSizes.rolled(namespace.client(), namespace.name, 1_000);
            assertEquals(RolloutSizes.recorded(), seen);
        }
    }

    private Transcript onTheCluster(Transcript transcript) throws IOException {
        Path directory = Files.createDirectories(home.resolve(transcript.name()));
        TranscriptPlace.furnish(directory, RealParts.registry());
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.putAll(TranscriptPlace.calm());
        try (ScratchNamespace namespace = new ScratchNamespace("fidelity");
                Shell shell = new Shell(directory, environment, directory, "-n", namespace.name)) {
            return new TranscriptPlace(shell, namespace.name, namespace.client(), RealParts.registry(), false)
                    .run(transcript);
        }
    }
}
