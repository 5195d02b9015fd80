package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's ways from source to a rollout on the real parts: line by line, by script, through a pipe. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FromSourceToRolloutTest {
    @TempDir
    private Path home;

    private ScratchNamespace namespace;

    @BeforeAll
    void makeNamespace() {
        namespace = new ScratchNamespace("readme");
    }

    @AfterAll
    void removeNamespace() {
        namespace.close();
    }

    @Test
    void theSessionInTheReadmeIsWhatHappens() {
        StringBuilder session = new StringBuilder("```console\n");
        try (Shell shell = shell()) {
            Documentation.part("session")
                    .lines()
                    .filter(line -> line.startsWith("fairlead> "))
                    .forEach(line -> {
                        Shell.Ran ran = shell.run(here(line.substring("fairlead> ".length())));
                        session.append(line).append('\n').append(ran.out());
                        if (ran.exitCode() != 0) {
                            session.append(ran.err().substring(ran.err().indexOf("error: ")));
                        }
                    });
        }
        String happened = session.append("```\n")
                .toString()
                .replace(RealParts.registry(), "127.0.0.1:5000")
                .replace(namespace.name, "default");
        if (!Masks.masked(happened).equals(Masks.masked(Documentation.part("session")))) {
            Documentation.check("session", happened);
            assertEquals(Masks.masked(Documentation.part("session")), Masks.masked(happened));
        }
    }

    @Test
    void theSavedScriptsShipLookAndGoBack() {
        String app = "scripted";
        try (Shell shell = shell()) {
            String ship = "run scripts/ship.jsh --app " + app + " --image 127.0.0.1:5000/team/hello --tag ";
            assertWell(shell.run(here(ship + "v3")), app + " runs " + RealParts.registry() + "/team/hello:v3");
            assertWell(shell.run(here(ship + "v4")), "is current: 2 of 2 available");
            assertWell(shell.run("run scripts/rollback.jsh deployment/" + app), ":v3, revision 3");
            Shell.Ran looked = shell.run("run scripts/status.jsh");
            assertTrue(looked.out().contains("deployment/" + app), looked.out());
            assertTrue(looked.out().contains("2/2 available, 2 updated"), looked.out());
        }
    }

    @Test
    void theScriptInTheReadmeRunsAndFailsAsItSays() throws IOException {
        Path script = Files.writeString(
                home.resolve("typed.jsh"), Documentation.part("typed-api").replaceAll("(?m)^```.*$", ""));
        String line = "run " + script + " --repository " + RealParts.registry() + "/team/hello --tag ";
        try (Shell shell = shell()) {
            assertWell(shell.run(here("build image scripts/sample -t 127.0.0.1:5000/team/hello:v1 --push")), "pushed");
            assertWell(shell.run(line + "v1"), "2 pods, asked by ");
            Shell.Ran failed = shell.run(line + "absent");
            assertEquals(20, failed.exitCode(), failed.err());
            assertTrue(failed.out().contains("no such tag\nthe registry has "), failed.out());
        }
    }

    @Test
    void aScriptThatCannotShipEndsWithTheVerdictsExitCodeAndItsOwnLine() {
        try (Shell shell = shell()) {
            Shell.Ran ran = shell.run(here("rollout deploy absent --image 127.0.0.1:5000/team/absent:v1"));
            assertEquals(20, ran.exitCode(), ran.err());
            Shell.Ran back = shell.run("run scripts/rollback.jsh deployment/absent");
            assertEquals(3, back.exitCode(), back.err());
            assertTrue(back.err().contains("rollback.jsh:"), back.err());
            assertTrue(back.err().contains("first revision"), back.err());
        }
    }

    private Shell shell() {
        return new Shell(home, RealParts.environment(), Documentation.project(), "-n", namespace.name);
    }

    private static String here(String line) {
        return line.replace("127.0.0.1:5000", RealParts.registry());
    }

    private static void assertWell(Shell.Ran ran, String says) {
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains(says), ran.out());
    }
}
