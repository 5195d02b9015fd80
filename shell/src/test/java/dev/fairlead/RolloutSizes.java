package dev.fairlead;

import dev.fairlead.kubernetes.ClusterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Settings of rolling updates, and the sizes that ReplicaSets have on a cluster while they go through them. */
final class RolloutSizes {
    private static final Path FILE = Transcript.directory().resolve("rollouts.txt");

    private RolloutSizes() {}

    /** {@code setting: sizes}, a line each. */
    static List<String> recorded() throws IOException {
        return Files.readAllLines(FILE);
    }

    static void record(List<String> lines) throws IOException {
        Files.write(FILE, lines);
    }

    /** The same settings anew, all at once. */
    static List<String> rolled(ClusterClient client, String namespace, long lookMillis) throws Exception {
        List<String> recorded = recorded();
        ExecutorService threads = Executors.newFixedThreadPool(recorded.size());
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < recorded.size(); i++) {
                String setting = recorded.get(i).split(":")[0];
                RolloutSteps steps = new RolloutSteps(client, namespace, "roll-" + lookMillis + "-" + i, lookMillis);
                running.add(threads.submit(() -> setting + ": " + steps.roll(setting)));
            }
            List<String> lines = new ArrayList<>();
            for (Future<String> one : running) {
                lines.add(one.get());
            }
            return lines;
        } finally {
            threads.shutdownNow();
        }
    }
}
