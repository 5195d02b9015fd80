package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's lines in the sandbox, where there is neither a Docker Engine nor a cluster nor a Go toolchain. */
final class ReadmeSandboxTest {
    private static final String PREFIX = "fairlead --sandbox ";

    @TempDir
    private Path home;

    @Test
    void theMainJobRuns() {
        try (Shell shell = sandbox()) {
            List<String> lines = lines("main-job");
            Shell.Ran ran = shell.run(lines.get(0));
            assertEquals(0, ran.exitCode(), ran.err());
            assertTrue(ran.out().startsWith("hello runs registry.sandbox/team/hello:v1\n"), ran.out());
            assertTrue(
                    ran.out().contains("  rollout  deployment/hello in default is current: 2 of 2 available\n"),
                    ran.out());
            assertTrue(ran.err().contains("no go on the PATH: a prebuilt static file stands in for /hello"), ran.err());
            Shell.Ran pods = shell.run("cluster get pods -o yaml");
            String digest = ran.out().replaceAll("(?s).*  registry (sha256:\\S+),.*", "$1");
            assertTrue(pods.out().contains("registry.sandbox/team/hello@" + digest), pods.out() + pods.err());
        }
    }

    @Test
    void aReleaseThatCrashesIsToldAndUndone() {
        List<Integer> exits = new ArrayList<>();
        try (Shell shell = sandbox()) {
            for (String line : lines("sandbox")) {
                exits.add(shell.run(line).exitCode());
            }
            String images =
                    shell.run("rollout status deployment/hello --no-wait").out();
            assertTrue(
                    images.contains("current") && images.contains("images     registry.sandbox/team/hello:v1\n"),
                    images);
        }
        assertEquals(List.of(0, 0, 0, 0, 24, 0), exits);
    }

    private Shell sandbox() {
        return Shell.sandbox(home, Documentation.project(), Map.of("PATH", "/nowhere"));
    }

    private static List<String> lines(String part) {
        return Documentation.part(part)
                .lines()
                .map(line -> line.strip().replace("shell/bin/", ""))
                .peek(line -> assertTrue(line.startsWith(PREFIX), line))
                .map(line -> line.substring(PREFIX.length()))
                .toList();
    }
}
