package dev.fairlead.kubernetes;

import dev.fairlead.Fuzz;
import dev.fairlead.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedKubeconfigsTest {
    @TempDir
    private Path directory;

    @Test
    void documents() {
        Fuzz.texts(
                "yaml",
                text -> {
                    for (YamlDocument document : YamlReader.documents(text)) {
                        document.lines().at(".metadata.labels.app.kubernetes.io/name");
                        document.lines().below(".items[0]").at(".a");
                        document.value().toString();
                    }
                },
                YamlSyntaxException.class);
    }

    @Test
    void kubeconfigs() {
        Path file = directory.resolve("config");
        Settings settings = Settings.of(Map.of("KUBECONFIG", file.toString()), directory, directory);
        Fuzz.texts("kubeconfig", text -> {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            Clusters clusters = new Clusters(settings, Optional.empty(), Optional.empty(), Optional.empty());
            clusters.contexts();
            clusters.current();
        });
    }

    @Test
    void changesOfKubeconfigs() {
        Fuzz.texts(
                "kubeconfig",
                text -> {
                    KubeConfigEdit.currentContext(text, "a");
                    KubeConfigEdit.namespace(text, "a", "x");
                },
                YamlSyntaxException.class,
                IllegalArgumentException.class);
    }
}
