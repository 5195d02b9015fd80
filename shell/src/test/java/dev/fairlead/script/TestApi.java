package dev.fairlead.script;

import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The API over services without a cluster or an engine. */
final class TestApi {
    private TestApi() {}

    static ScriptApi listening(ProgressListener listener) {
        return services().listening(listener);
    }

    static ScriptServices services() {
        Settings settings = Settings.of(Map.of("KUBECONFIG", "/nowhere/kubeconfig"), Path.of("/nowhere"), Path.of(""));
        return new ScriptServices(new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
