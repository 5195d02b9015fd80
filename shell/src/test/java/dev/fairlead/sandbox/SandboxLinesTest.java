package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.Shell.Ran;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job by lines, in a sandbox whose registry has v1, v2 and v3 of team/hello. */
final class SandboxLinesTest {
    private static final ImageCatalog IMAGES = reference -> reference.matches("team/hello:v[123]")
            ? Optional.of(new ImageFacts("sha256:" + "0".repeat(64), List.of(8080)))
            : Optional.empty();

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        shell = Shell.sandbox(home, IMAGES);
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void aDeploymentIsMadeChangedScaledRestartedAndUndone() {
        deployed("v1");
        shows("rollout status deployment/hello --no-wait", "deployment/hello in sandbox/default: current, revision 1");
        deployed("v2");
        shows("rollout deploy hello --image team/hello:v2 --replicas 4", "4 desired, 4 updated, 4 ready, 4 available");
        shows("rollout restart deployment/hello", "current, revision 3");
        shows("rollout undo deployment/hello --to-revision 1", "current, revision 4\n  images     team/hello:v1");
        String history = ok("rollout history deployment/hello -o name").out();
        assertEquals(
                List.of("2", "3", "4"),
                history.lines().map(line -> line.replaceAll("\\D", "")).toList());
        shows("cluster get service,deployment", "service/hello");
    }

    @Test
    void theFirstBlueGreenReleaseMakesTheServiceThatTheNextOneSwitches() {
        ok("rollout deploy hello --image team/hello:v1 --port 8080 --strategy bluegreen");
        ok("rollout deploy hello --image team/hello:v2 --strategy bluegreen --keep 0s");
        shows("cluster get service hello -o yaml", "fairlead.dev/color: green");
    }

    @Test
    void aTagThatIsMissingIsToldAtOnceAndTheOldPodsStay() {
        deployed("v1");
        Ran bad = shell.run("rollout deploy hello --image team/hello:v9");
        assertEquals(20, bad.exitCode(), bad.err());
        assertTrue(bad.out().contains("image      1 pod cannot pull team/hello:v9: no such tag"), bad.out());
        shows("cluster get deployment hello", "hello   3/3     1            3");
        shows("rollout undo deployment/hello", "current, revision 3");
    }

    @Test
    void releasesGoThroughTheirStepsAndBack() {
        deployed("v1");
        String canary = " --strategy canary --steps 50% --pause 0s --gate 'http /'";
        shows("rollout deploy hello --image team/hello:v2" + canary, "canary release of deployment/hello");
        shows("rollout status deployment/hello --no-wait", "images     team/hello:v2");
        String bluegreen = " --strategy bluegreen --keep 0s --gate 'http to=preview /'";
        shows("rollout deploy hello --image team/hello:v3" + bluegreen, "hello-green in sandbox/default");
    }

    @Test
    void aCanaryThatCrashesIsTakenBack() {
        leave();
        // pods tell whole seconds
        shell = Shell.sandbox(home, IMAGES, "1300ms");
        deployed("v1");
        ok("sandbox fail crash deployment/hello-canary");
        Ran failed = shell.run("rollout deploy hello --image team/hello:v2 --strategy canary --steps 50% --pause 0s");
        assertEquals(24, failed.exitCode(), failed.err());
        shows("rollout status deployment/hello --no-wait", "images     team/hello:v1");
        ok("cluster get deployment hello");
        assertEquals(3, shell.run("cluster get deployment hello-canary").exitCode());
    }

    @Test
    void theOldColourServesAgainWhenTheNewOneFailsWhileTheOldIsKept() throws InterruptedException {
        deployed("v1");
        AtomicReference<Ran> released = new AtomicReference<>();
        Thread release = new Thread(() -> released.set(
                shell.run("rollout deploy hello --image team/hello:v2 --strategy bluegreen --keep 5m --restarts 0")));
        release.start();
        Shell other = shell;
        while (!other.run("rollout status deployment/hello --no-wait").out().contains("keep")) {
            assertNull(released.get(), () -> String.valueOf(released.get()));
            Pause.of(Duration.ofMillis(100), "the test");
        }
        ok("sandbox fail crash deployment/hello-green");
        release.join(Duration.ofMinutes(2).toMillis());
        Ran failed = released.get();
        assertEquals(24, failed.exitCode(), failed.err());
        assertTrue(failed.err().contains("went back: deployment/hello serves team/hello:v1"), failed.err());
        assertTrue(failed.err().contains("-default-deployment-hello-green\n"), "what failed is evidence");
        assertFalse(failed.err().contains("hint:  cluster logs"), "those pods are gone: " + failed.err());
        shows("rollout status deployment/hello --no-wait", "images     team/hello:v1");
        assertFalse(ok("cluster get service hello -o yaml").out().contains("color: green"));
    }

    @Test
    void aSetIsAppliedInOrderAndPruned() throws IOException {
        Path file = home.resolve("set.yaml");
        Files.writeString(file, SET);
        shows("rollout apply shop -f set.yaml", "deployment.apps/shop   default     created");
        shows("cluster get configmap shop -o name", "configmap/shop");
        shows("rollout apply shop -f set.yaml", "unchanged");
        Files.writeString(file, SET.substring(SET.indexOf("---")));
        ok("rollout apply shop -f set.yaml --prune --yes");
        assertEquals(3, shell.run("cluster get configmap shop").exitCode());
    }

    @Test
    void whatStandsInTheSandboxIsThereForTheNextProcess() {
        deployed("v1");
        ok("sandbox fail readiness deployment/hello --next");
        shell.close();
        shell = Shell.sandbox(home, IMAGES);
        shows("rollout status deployment/hello --no-wait", "current, revision 1");
        shows("sandbox status", "readiness, deployment/hello in default, from the next revision on");
        ok("sandbox reset");
        assertEquals(3, shell.run("rollout status deployment/hello").exitCode());
    }

    @Test
    void whatCannotBeSavedIsToldWhileItRunsAndAtItsEnd() throws Exception {
        Path state = home.resolve(".cache/fairlead/sandbox/state.json");
        ok("sandbox heal");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        Files.delete(state);
        Files.createDirectories(state.resolve("in the way"));
        deployed("v1");
        ok("sandbox heal");
        shows("sandbox status", "what was done lately is lost when this process ends");
        OpsException told = assertThrows(OpsException.class, shell::close);
        assertTrue(told.message().contains("the sandbox cannot be saved: "), told.message());
        assertTrue(told.hints().get(0).startsWith("df -h "), told.hints().toString());
        Files.delete(state.resolve("in the way"));
        Files.delete(state);
        shell = Shell.sandbox(home, IMAGES);
    }

    @Test
    void twoShellsShareOneSandbox() {
        deployed("v1");
        try (Shell other = Shell.sandbox(home, IMAGES)) {
            assertTrue(other.run("cluster get deployments").out().contains("hello   3/3"));
        }
        shows("cluster get deployments", "hello   3/3");
    }

    private void deployed(String tag) {
        shows(
                "rollout deploy hello --image team/hello:" + tag + " --port 8080 --replicas 3",
                "3 desired, 3 updated, 3 ready, 3 available");
    }

    private Ran ok(String line) {
        Ran ran = shell.run(line);
        assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
        return ran;
    }

    private void shows(String line, String wanted) {
        Ran ran = ok(line);
        assertTrue(ran.out().contains(wanted), () -> line + "\n" + ran.out() + ran.err());
    }

    private static final String SET = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: shop}
            data: {mode: fast}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: shop}}
              template:
                metadata: {labels: {app: shop}}
                spec:
                  containers:
                  - name: shop
                    image: team/hello:v1
                    ports: [{containerPort: 8080}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: shop}
            spec:
              selector: {app: shop}
              ports: [{port: 80, targetPort: 8080}]
            """;
}
