package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines about script files do what they say, in a copy of the project. */
final class ReadmeScriptLinesTest {
    @TempDir
    private Path home;

    /** All cases are run by {@link SavedScriptTrialsTest}; a rehearsal wants a real cluster, {@link RehearsalContractTest}. */
    private static final Pattern ELSEWHERE = Pattern.compile("script test|script rehearse .*");

    @Test
    void eachIsRunAndEndsWell() throws IOException {
        Path saved = Documentation.project().resolve("scripts");
        try (Stream<Path> files = Files.walk(saved)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        home.resolve("scripts").resolve(saved.relativize(file).toString()));
            }
        }
        List<String> lines = DocumentationTest.fairleadLines().stream()
                .filter(line -> line.startsWith("script ") || line.contains("--show-rbac"))
                .filter(line -> !ELSEWHERE.matcher(line).matches())
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
