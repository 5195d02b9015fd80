package dev.fairlead.docker;

import dev.fairlead.Fuzz;
import dev.fairlead.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedDockerConfigsTest {
    @TempDir
    private Path directory;

    @Test
    void logins() {
        Settings settings = Settings.of(
                Map.of("DOCKER_CONFIG", directory.toString(), "PATH", directory.toString()), directory, directory);
        Fuzz.texts("docker-config", text -> {
            Files.write(directory.resolve("config.json"), text.getBytes(StandardCharsets.UTF_8));
            DockerCredentials credentials = new DockerCredentials(settings);
            credentials.lookup("a:5000");
            credentials.all();
        });
    }
}
