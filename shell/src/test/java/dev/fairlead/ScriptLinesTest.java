package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.sandbox.ImageCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that run the shell's own lines. */
final class ScriptLinesTest {
    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        shell = Shell.sandbox(home, ImageCatalog.ANY);
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void aLineGivesWhatTheTypedCallGivesAndPrintsWhatThePromptPrints() throws IOException {
        Shell.Ran ran = run("", """
                run("rollout deploy web --image web:v1 --port 80 --replicas 2 -o name");
                var status = (StatusResult) run("rollout", "status", "deployment/web", "--no-wait", "-o", "name");
                println(status.workloads().get(0).replicas().available());
                """);
        assertEquals("deployment/web\ndeployment/web\n2\n", ran.out(), ran.err());
        assertEquals(0, ran.exitCode());
    }

    @Test
    void aFailureIsThatOfTheTypedCallAndCanBeCaught() throws IOException {
        Shell.Ran ran = run("", """
                try {
                    run("cluster get deployment nope");
                } catch (NotFound e) {
                    println("caught");
                }
                run("rollout status deployment/nope");
                """);
        assertEquals("caught\n", ran.out(), ran.err());
        assertEquals(3, ran.exitCode());
        assertTrue(ran.err().contains("lines.jsh:6"), ran.err());
    }

    @Test
    void aLineThatIsWrongOrAboutTheSessionIsRefusedAtItsPlace() throws IOException {
        for (String line : new String[] {"rollout stats", "run other.jsh", "sandbox off", "exit", "script runs", ""}) {
            Shell.Ran ran = run("", "run(\"" + line + "\");\n");
            assertEquals(2, ran.exitCode(), line + ": " + ran.err());
            assertTrue(ran.err().contains("lines.jsh:1"), ran.err());
        }
    }

    @Test
    void aDryRunPlansTheLinesToo() throws IOException {
        Shell.Ran ran = run("--dry-run ", "run(\"rollout deploy web --image web:v1 --port 80\");\n");
        assertEquals(0, ran.exitCode(), ran.err());
        assertEquals("", shell.run("cluster get deployments -o name").out());
    }

    @Test
    void aDryRunKeepsNothingOnThisMachineEither() throws IOException {
        String script = """
                run("cluster pin here");
                println(run("cluster pin there --project") != null);
                """;
        Shell.Ran tried = run("--dry-run ", script);
        assertEquals(0, tried.exitCode(), tried.err());
        assertTrue(tried.err().contains("would pin here in " + home), tried.err());
        assertEquals(3, run("", "pinned(\"here\");").exitCode(), "nothing is pinned");
        assertEquals(0, run("", script).exitCode());
        assertEquals(0, run("", "pinned(\"here\");\npinned(\"there\");").exitCode());
    }

    private Shell.Ran run(String options, String script) throws IOException {
        Path file = Files.writeString(home.resolve("lines.jsh"), script);
        return shell.run("run " + options + file);
    }
}
