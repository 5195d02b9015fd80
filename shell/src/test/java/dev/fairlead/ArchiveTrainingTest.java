package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTrainingTest {
    @TempDir
    private Path home;

    @Test
    void theRehearsedScriptRunsAndFailsAsItIsMeantTo() throws IOException {
        String script = Files.writeString(home.resolve("rehearsal.jsh"), ArchiveTraining.SCRIPT)
                .toString();
        try (Shell shell = new Shell(home, Map.of())) {
            for (String word : List.of("first", "again")) {
                Shell.Ran ran = shell.run(List.of("run", script, word));
                assertEquals("", ran.err());
                assertEquals("W0=0\nW1=1\n{v1=2} 2\nW0, W1\nPT0S\n".replace("W", word), ran.out());
            }
            assertEquals(10, shell.run(List.of("run", script)).exitCode());
        }
    }
}
