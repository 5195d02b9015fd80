package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines about script files do what they say, in a copy of the project. */
final class ReadmeScriptLinesTest {
    @TempDir
    private Path home;

    @Test
    void eachIsRunAndEndsWell() throws IOException {
        Path scripts = Files.createDirectories(home.resolve("scripts"));
        try (Stream<Path> saved = Files.list(Readme.project().resolve("scripts"))) {
            for (Path script : saved.filter(Files::isRegularFile).toList()) {
                Files.copy(script, scripts.resolve(script.getFileName()));
            }
        }
        List<String> lines = ReadmeTest.fairleadLines().stream()
                .filter(line -> line.startsWith("script ") || line.contains("--show-rbac"))
                .toList();
        assertTrue(lines.size() >= 6, lines::toString);
        try (Shell shell = new Shell(home, Map.of(), home, "--sandbox")) {
            for (String line : lines) {
                Shell.Ran ran = shell.run(line.replace("FILE…", "scripts/ship.jsh"));
                assertEquals(0, ran.exitCode(), line + "\n" + ran.out() + ran.err());
                assertTrue(!ran.out().isBlank(), line + " says nothing");
            }
        }
        assertTrue(Files.isExecutable(home.resolve("release.jsh")));
        assertTrue(Files.readString(home.resolve(".gitlab-ci.yml")).contains("scripts/ship.jsh"));
    }
}
