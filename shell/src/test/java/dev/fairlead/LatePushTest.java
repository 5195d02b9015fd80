package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tag that was absent and is pushed then: what comes next goes by what is there now, not by an old pod's event. */
final class LatePushTest {
    private static final String WEB = "registry.sandbox/team/web:v1";

    @TempDir
    private Path home;

    @Test
    void theNextDeployAndAResumedScriptGoByWhatIsPushedNow() throws IOException {
        Path app = Files.createDirectories(home.resolve("app"));
        Files.writeString(app.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /\nEXPOSE 8080\nCMD [\"/x\"]\n");
        Files.writeString(home.resolve("ship.jsh"), """
                step("one", () -> println("one"));
                step("two", () -> rollout.deploy("scripted", "%s"));
                """.formatted(WEB));
        try (Shell shell = Shell.sandbox(home, home, Map.of("PATH", "/nowhere"))) {
            ends(shell, 20, "rollout deploy web --image " + WEB);
            Shell.Ran script = ends(shell, 20, "run ship.jsh");
            String resume = script.err()
                    .substring(script.err().indexOf("script resume "))
                    .lines()
                    .findFirst()
                    .orElseThrow();
            ends(shell, 0, "build image app -t " + WEB + " --push");

            Shell.Ran again = ends(shell, 0, "rollout deploy web --image " + WEB);
            assertTrue(again.err().contains("deployment/web unchanged"), "the same pod goes on: " + again.err());
            Shell.Ran resumed = ends(shell, 0, resume);
            assertEquals("", resumed.out(), "the first step is not done again");
            ends(shell, 0, "rollout status deployment/scripted --no-wait");
        }
    }

    private static Shell.Ran ends(Shell shell, int exitCode, String line) {
        Shell.Ran ran = shell.run(line);
        assertEquals(exitCode, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
        return ran;
    }
}
