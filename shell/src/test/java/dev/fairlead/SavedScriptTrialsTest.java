package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases that stand beside the saved scripts. */
final class SavedScriptTrialsTest {
    @Test
    void allCasesOfTheSavedScriptsPass(@TempDir Path home) {
        try (Shell shell = new Shell(home, Map.of(), Documentation.project())) {
            Shell.Ran ran = shell.run("script test");
            assertEquals(0, ran.exitCode(), () -> ran.out() + ran.err());
        }
    }
}
