package dev.fairlead.completion.shells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CompletionFilesTest {
    private static final Path FILES =
            Path.of(System.getProperty("fairlead.project")).resolve("completions");

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void theFileIsWhatTheCommandPrints(CompletionShell shell) throws IOException {
        try (Shell fairlead = new Shell(home, Map.of())) {
            Shell.Ran ran = fairlead.run("completion " + shell);
            Path file = FILES.resolve(shell.fileName());
            if (Boolean.getBoolean("fairlead.regenerate")) {
                Files.writeString(file, ran.out());
            }
            assertEquals(
                    ran.out(),
                    Files.exists(file) ? Files.readString(file) : "",
                    file + " is out of date; to write it: mvn verify -Dfairlead.regenerate=true");
        }
    }
}
