package dev.fairlead.settings;

import dev.fairlead.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedPreferencesTest {
    @TempDir
    private Path directory;

    @Test
    void preferences() {
        Path file = directory.resolve("config");
        Fuzz.texts("settings", text -> {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            new PreferenceFile(file).read();
        });
    }
}
