package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.Shell.Ran;
import dev.fairlead.failure.Pause;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release needs is deleted while it waits: it never ends as done, and says what is gone. */
final class SandboxDeletionsTest {
    private static final String CANARY =
            "rollout deploy web --image team/web:v2 --strategy canary --steps 50% --pause 5m";
    private static final String BLUE_GREEN = "rollout deploy web --image team/web:v2 --strategy bluegreen --keep 5m";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        ImageCatalog catalog = reference -> reference.matches("team/web:v[12]")
                ? Optional.of(new ImageFacts("sha256:" + "0".repeat(64), List.of(8080)))
                : Optional.empty();
        shell = Shell.sandbox(home, catalog);
        ok("rollout deploy web --image team/web:v1 --port 8080 --replicas 2");
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void aServiceThatIsDeletedDuringACanaryIsNotDone() throws InterruptedException {
        Ran ended = during(CANARY, "cluster delete service web", "rollout promote deployment/web");
        assertEquals(6, ended.exitCode(), ended.out() + ended.err());
        assertTrue(ended.err().contains("since this release left it: it is gone"), ended.err());
        assertTrue(ended.err().contains("hint:  rollout resume deployment/web -n default --as-it-is\n"), ended.err());
        assertFalse(ended.err().contains("rollout resume deployment/web -n default\n"), ended.err());
        ok("rollout abort deployment/web");
    }

    @Test
    void theSecondDeploymentThatIsDeletedIsNamedWithTheWayBack() throws InterruptedException {
        Ran ended = during(BLUE_GREEN, "cluster delete deployment web-green");
        assertEquals(6, ended.exitCode(), ended.out() + ended.err());
        assertTrue(ended.err().contains("deployment/web-green since this release left it: it is gone"), ended.err());
        assertTrue(ended.err().contains("rollout abort deployment/web -n default\n"), ended.err());
        ok("rollout abort deployment/web");
        String status = ok("rollout status deployment/web").out();
        assertTrue(status.contains("images     team/web:v1"), status);
        assertFalse(ok("cluster get service web -o yaml").out().contains("color"), "the selector of before");
    }

    @Test
    void aWorkloadThatIsDeletedTakesItsReleaseAlong() throws InterruptedException {
        for (String line : List.of(CANARY, BLUE_GREEN)) {
            Ran ended = during(line, "cluster delete deployment web");
            assertEquals(6, ended.exitCode(), ended.out() + ended.err());
            assertTrue(
                    ended.err()
                            .contains("error: deployment/web was deleted during its release, and the release's record"
                                    + " with it; nothing more is changed from here\n"
                                    + "hint:  cluster get deployments,services -n default\n"),
                    ended.err());
            assertFalse(ended.err().contains("warning"), ended.err());
            ok("cluster get deployments,services -n default");
            if (line.equals(CANARY)) {
                ok("rollout deploy web --image team/web:v1 --replicas 2");
            } else {
                // the second colour stays where it is, and serves
                ok("cluster delete service/web-preview");
                ok("rollout deploy web --image team/web:v1 --strategy bluegreen --keep 0s");
            }
        }
    }

    /** Runs the lines while the release waits. */
    private Ran during(String release, String... lines) throws InterruptedException {
        AtomicReference<Ran> ran = new AtomicReference<>();
        Thread thread = new Thread(() -> ran.set(shell.run(release)));
        thread.setDaemon(true);
        thread.start();
        String waits = release.contains("canary") ? ": pause" : ": keep";
        while (!shell.run("rollout status deployment/web --no-wait").out().contains(waits)) {
            Pause.of(Duration.ofMillis(50), "the test");
        }
        for (String line : lines) {
            ok(line);
        }
        thread.join(Duration.ofMinutes(2).toMillis());
        return ran.get();
    }

    private Ran ok(String line) {
        Ran ran = shell.run(line);
        assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
        return ran;
    }
}
