package dev.fairlead.script.test;

import dev.fairlead.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FuzzedCasesTest {
    @TempDir
    private Path directory;

    @Test
    void cases() {
        Path file = directory.resolve("a.cases.yaml");
        Fuzz.texts("case", text -> {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            new CaseFile(file, "a.cases.yaml", directory.resolve("a.jsh")).read();
        });
    }
}
