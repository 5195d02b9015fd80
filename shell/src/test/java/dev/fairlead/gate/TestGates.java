package dev.fairlead.gate;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.ScratchNamespace;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Gates without the shell. */
final class TestGates {
    private TestGates() {}

    static Gates with(ScratchNamespace namespace, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PATH", System.getenv("PATH"));
        Path here = Path.of("").toAbsolutePath();
        return new Gates(Settings.of(all, here, here), () -> "", namespace.rollouts, new NoScripts());
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
