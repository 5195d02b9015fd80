package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.Shell.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault ends a rollout with the family that a real one of its kind has. */
final class SandboxFaultsTest {
    private static final String DEPLOY =
            "rollout deploy hello --port 8080 --pending 500ms --unready 500ms --image hello:";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        // What dies does so 50 ms after it was ready; a pod's times are whole seconds, and a busy machine tells it
        // late.
        shell = Shell.sandbox(home, ImageCatalog.ANY, "1s300ms");
        assertEquals(0, shell.run(DEPLOY + "v1").exitCode());
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource({
        "image-pull, 20, cannot pull hello:v2",
        "crash, 24, exit code 1",
        "oom, 24, memory",
        "readiness, 25, readiness",
        "unschedulable, 26, cpu",
        "quota, 22, quota"
    })
    void aFaultOfTheNextRevisionFailsItAndHealingLetsItThrough(String fault, int code, String why) {
        assertEquals(
                0,
                shell.run("sandbox fail " + fault + " deployment/hello --next").exitCode());
        Ran failed = shell.run(DEPLOY + "v2");
        assertEquals(code, failed.exitCode(), failed.out() + failed.err());
        assertTrue(failed.err().contains(why), failed.err());
        assertEquals(0, shell.run("rollout undo deployment/hello").exitCode());
        assertEquals(0, shell.run("sandbox heal deployment/hello").exitCode());
        Ran again = shell.run(DEPLOY + "v3");
        assertEquals(0, again.exitCode(), again.out() + again.err());
    }

    @Test
    void slowPodsGetReadyInTheEnd() {
        assertEquals(0, shell.run("sandbox fail slow --for 10s").exitCode());
        Ran slow = shell.run(DEPLOY + "v2");
        assertEquals(0, slow.exitCode(), slow.out() + slow.err());
    }

    @Test
    void aServerThatIsDownAnswersNothingUntilItIsHealed() {
        assertEquals(0, shell.run("sandbox fail api-down --for 1m").exitCode());
        assertEquals(5, shell.run("cluster ns").exitCode());
        assertEquals(0, shell.run("sandbox heal").exitCode());
        assertEquals(0, shell.run("cluster ns").exitCode());
    }

    @Test
    void aFaultThatIsNoneIsToldWithTheNearest() {
        Ran ran = shell.run("sandbox fail chrash deployment/hello");
        assertEquals(2, ran.exitCode());
        assertTrue(ran.err().contains("hint:  sandbox fail crash deployment/hello"), ran.err());
    }
}
