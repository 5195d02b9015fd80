package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell;
import dev.fairlead.Shell.Ran;
import dev.fairlead.failure.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an undo leads, and that no line that is offered leads to a revision that failed. */
final class SandboxUndoTest {
    private static final String BROKEN = "team/web:v9";

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        ImageCatalog catalog = reference -> reference.matches("team/web:v[12]")
                ? Optional.of(new ImageFacts("sha256:" + "0".repeat(64), List.of(8080)))
                : Optional.empty();
        shell = Shell.sandbox(home, catalog);
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void afterBlueGreenAnUndoSwitchesBackAndForth() throws IOException {
        applied();
        ok("rollout deploy made --image team/web:v1 --port 8080 --replicas 2");
        for (String name : List.of("made", "web")) {
            ok("rollout deploy " + name + " --image team/web:v2 --strategy bluegreen --keep 0s");
            serves(name, "green", "team/web:v2");
            ok("rollout undo deployment/" + name);
            serves(name, "blue", "team/web:v1");
            ok("rollout undo deployment/" + name + "-green");
            serves(name, "green", "team/web:v2");
            Ran restarted = ok("rollout restart deployment/" + name);
            assertTrue(
                    restarted.err().contains("deployment/" + name + " rests; deployment/" + name + "-green serves"),
                    restarted.err());
            assertTrue(restarted.err().contains("deployment/" + name + "-green restarted"), restarted.err());
            serves(name, "green", "team/web:v2");
        }
        Ran numbered = shell.run("rollout undo deployment/web --to-revision 1");
        assertEquals(6, numbered.exitCode(), numbered.err());
        assertEquals(List.of("rollout undo deployment/web -n default"), hints(numbered));
    }

    @Test
    void anUndoPassesOverWhatFailedAndSaysSo() {
        deployed("v1");
        deployed("v2");
        Ran failed = fails(20, "rollout deploy web --image " + BROKEN);
        assertTrue(hints(failed).contains("rollout undo deployment/web -n default"), failed.err());
        ok("rollout undo deployment/web -n default");
        images("team/web:v2");
        Ran second = ok("rollout undo deployment/web");
        assertTrue(second.err().contains("warning: revision 3 failed (image) and is passed over"), second.err());
        images("team/web:v1");
        String wide = ok("rollout history deployment/web -o wide").out();
        assertEquals(1, wide.lines().filter(line -> line.endsWith(" image")).count(), wide);
        Ran named = fails(20, "rollout undo deployment/web --to-revision 3");
        assertTrue(named.err().contains("warning: revision 3 failed (image) when it was current"), named.err());
    }

    @Test
    void whereEverythingBeforeFailedAnUndoRefuses() {
        fails(20, "rollout deploy web --image " + BROKEN);
        Ran again = fails(20, "rollout deploy web --image team/web:v8");
        assertFalse(again.err().contains("rollout undo"), again.err());
        Ran undo = fails(6, "rollout undo deployment/web");
        assertTrue(
                undo.err().contains("revision 1 failed (image); --to-revision 1 goes there all the same"), undo.err());
    }

    @Test
    void noHintAfterAWayBackLeadsToWhatFailed() throws InterruptedException {
        deployed("v1");
        deployed("v2");
        for (String way : List.of(
                "--auto-rollback",
                "--strategy canary --steps 50% --pause 0s --auto-rollback",
                "--strategy bluegreen --keep 0s --auto-rollback")) {
            Ran back = fails(20, "rollout deploy web --image " + BROKEN + " " + way);
            assertTrue(back.err().contains("went back: deployment/web serves team/web:v2 as before"), back.err());
            assertEquals(List.of("image tags team/web"), hints(back), way);
        }
        for (String way : List.of("canary --steps 50% --pause 5m", "bluegreen --keep 5m")) {
            AtomicReference<Ran> released = new AtomicReference<>();
            Thread release = started(released, "rollout deploy web --image team/web:v1 --strategy " + way);
            awaitStatus(way.startsWith("canary") ? "pause" : "keep");
            Ran refused = fails(6, "rollout undo deployment/web");
            assertFalse(refused.err().contains("hint:  rollout undo"), refused.err());
            Ran aborted = ok("rollout abort deployment/web");
            release.join();
            assertEquals(List.of(), hints(aborted));
            assertEquals(List.of(), hints(released.get()), released.get().err());
            images("team/web:v2");
        }
        Ran undo = ok("rollout undo deployment/web");
        assertTrue(undo.err().contains(" failed (image) and is passed over"), undo.err());
        images("team/web:v1");
    }

    @Test
    void afterAnUndoNoHintLeadsForwardAgain() throws InterruptedException {
        fails(20, "rollout deploy web --image " + BROKEN);
        deployed("v1");
        deployed("v2");
        Ran failed = fails(20, "rollout undo deployment/web --to-revision 1");
        assertTrue(hints(failed).contains("rollout undo deployment/web -n default"), failed.err());
        ok("rollout undo deployment/web -n default");
        images("team/web:v2");

        ok("sandbox fail slow deployment/web --for 10m");
        AtomicReference<Ran> undone = new AtomicReference<>();
        Thread undo = started(undone, "rollout undo deployment/web");
        awaitStatus("in progress");
        undo.interrupt();
        undo.join();
        assertEquals(
                List.of("rollout status deployment/web -n default"),
                hints(undone.get()),
                undone.get().err());
    }

    @Test
    void aRevisionThatAnApplyMadeHasACauseOfItsOwn() throws IOException {
        applied();
        ok("rollout deploy web --image team/web:v2");
        ok("cluster apply -f web.yaml");
        ok("rollout deploy web --image team/web:v2");
        ok("rollout apply shop -f web.yaml");
        assertEquals(
                List.of("rollout deploy web --image team/web:v2", "applied from a manifest"),
                ok("rollout history deployment/web")
                        .out()
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(line.indexOf("(fairlead)") + "(fairlead)".length())
                                .strip())
                        .toList());
    }

    private void applied() throws IOException {
        Files.writeString(home.resolve("web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers: [{name: web, image: "team/web:v1", ports: [{containerPort: 8080}]}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                """);
        ok("cluster apply -f web.yaml");
        ok("rollout status deployment/web");
    }

    private void deployed(String tag) {
        ok("rollout deploy web --image team/web:" + tag + " --port 8080 --replicas 2");
    }

    /** By the Service and by its status, whose pods are all there. */
    private void serves(String name, String color, String image) {
        String deployment = "deployment/" + name + (color.equals("green") ? "-green" : "");
        String service = ok("cluster get service " + name + " -o yaml").out();
        assertTrue(service.contains("fairlead.dev/color: " + color), service);
        String status = ok("rollout status deployment/" + name + " --no-wait").out();
        assertTrue(status.startsWith(deployment + " in sandbox/default: current"), status);
        assertTrue(status.contains("images     " + image), status);
        assertTrue(status.contains("2 desired, 2 updated, 2 ready, 2 available"), status);
    }

    private void images(String image) {
        String status = ok("rollout status deployment/web").out();
        assertTrue(status.contains("images     " + image), status);
    }

    private Thread started(AtomicReference<Ran> ran, String line) {
        Thread thread = new Thread(() -> ran.set(shell.run(line)));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void awaitStatus(String wanted) {
        while (!shell.run("rollout status deployment/web --no-wait").out().contains(wanted)) {
            Pause.of(Duration.ofMillis(50), "the test");
        }
    }

    private Ran ok(String line) {
        return fails(0, line);
    }

    private Ran fails(int exitCode, String line) {
        Ran ran = shell.run(line);
        assertEquals(exitCode, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
        return ran;
    }

    private static List<String> hints(Ran ran) {
        return ran.err()
                .lines()
                .dropWhile(line -> !line.startsWith("hint:"))
                .map(line -> line.replaceFirst("^hint:", "").strip())
                .toList();
    }
}
