package dev.fairlead.build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program in images that were built without a compiler. */
final class PlaceholderBaseTest {
    @TempDir
    private Path home;

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void itSaysWhatItStandsForAndSleeps() throws IOException {
        Path program = Files.write(home.resolve("program"), content("one"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Process running =
                new ProcessBuilder(program.toString()).redirectErrorStream(true).start();
        try (BufferedReader printed = running.inputReader()) {
            String line = printed.readLine();
            assertTrue(
                    line.matches("fairlead: this file stands in for /bin/app, which was not compiled; it serves nothing"
                            + " \\(sources [0-9a-f]{12}\\)"),
                    line);
            assertTrue(running.isAlive());
        } finally {
            running.destroyForcibly();
        }
    }

    @Test
    void otherSourcesAreAnotherProgram() throws IOException {
        assertArrayEquals(content("one"), content("one"));
        assertFalse(Arrays.equals(content("one"), content("two")));
    }

    private static byte[] content(String version) throws IOException {
        FileNode program = PlaceholderBase.of("bin/app", new FileTree(), List.of(version));
        try (InputStream content = program.content().open()) {
            return content.readAllBytes();
        }
    }
}
