package dev.fairlead.gate;

import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gates without the shell. */
final class TestGates {
    private TestGates() {}

    /** Those that need no cluster. */
    static Gates with(Settings settings, String kubeconfig) {
        Clusters clusters = new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty());
        Journal journal = new Journal(settings.stateDirectory(), "tester");
        RolloutService rollouts = new RolloutService(
                clusters,
                journal,
                () -> {
                    throw new AssertionError("no registry is wanted");
                },
                new ManifestFiles(Path::of, InputStream::nullInputStream),
                settings);
        return new Gates(settings, () -> Map.of("KUBECONFIG", kubeconfig), rollouts, new NoScripts());
    }

    static Gates with(ScratchNamespace namespace, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PATH", System.getenv("PATH"));
        Path here = Path.of("").toAbsolutePath();
        return new Gates(Settings.of(all, here, here), Map::of, namespace.rollouts, new NoScripts());
    }

    private static final class NoScripts implements GateScripts {
        @Override
        public void check(ScriptGate gate, GateSubject subject) {
            throw new AssertionError("no script is wanted");
        }

        @Override
        public GateVerdict evaluate(ScriptGate gate, GateSubject subject, ProgressListener progress) {
            throw new AssertionError("no script is wanted");
        }
    }
}
