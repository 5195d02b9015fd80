package dev.fairlead.script.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.NeedsCluster;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import dev.fairlead.TakesLong;
import dev.fairlead.rollout.SampleImages;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as Jobs of the real cluster, in fairlead's own image. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TakesLong
final class ScriptJobContractTest {
    private static final Duration START = Duration.ofMinutes(3);

    private ScratchNamespace namespace;
    private InnerDoor door;
    private Path home;
    private String run;

    @BeforeAll
    void make(@TempDir Path directory) throws IOException {
        home = directory;
        namespace = new ScratchNamespace("job");
        door = InnerDoor.open(namespace.client());
        String base =
                RealParts.registry() + "/fairlead-it/jdk:" + Runtime.version().feature();
        JdkImage.push(base, directory);
        run = "run --in-cluster --base " + base + " --image " + RealParts.registry() + "/fairlead-it/fairlead ";
    }

    @AfterAll
    void remove() {
        door.close();
        namespace.close();
    }

    @Test
    void aScriptDeploysFromInsideAndWhatItLeavesComesBack() throws IOException {
        Path script = script("ship", """
                var tag = param("image").required().value();
                var token = param("token").secret().required().value();
                step("Deploy", () -> rollout.deploy(rollout.named("web").image(tag).replicas(1)));
                println(rollout.status("deployment/web").state() + " " + token.length() + " " + token);
                """);
        String line = run + script + " --image " + SampleImages.web("v1") + " --token s3cr3t --report r.json";
        Shell.Ran ran = line(line);
        assertEquals(0, ran.exitCode(), ran.err() + ran.out());
        assertTrue(ran.out().contains("current 6 ***\n"), ran.out());
        assertFalse(ran.err().contains("forbidden"), ran.err());
        assertFalse((ran.out() + ran.err()).contains("s3cr3t"));
        assertTrue(namespace.has("deployments", "web"));
        assertEquals(
                "succeeded",
                new ObjectMapper()
                        .readTree(home.resolve("r.json").toFile())
                        .path("outcome")
                        .asText());
        assertTrue(line("script runs").out().contains("succeeded"));
        Shell.Ran again = line(run + script("again", "println(6 * 7);\n"));
        assertTrue(again.out().startsWith("42\n"), again.out() + again.err());
        assertFalse(again.err().contains("building "), "the image is there");
        assertNothingIsLeft();
    }

    @Test
    void aFailureComesBackWithItsFamilyAndTheRunGoesOnHere() throws IOException {
        Path script = script("broken", """
                var found = step("Look", () -> cluster.pods().size());
                step("Deploy", () -> {
                    if (env("GO", "").isEmpty()) rollout.deploy("missing-one", "%s/fairlead-it/none:v1");
                });
                """.formatted(RealParts.registry()));
        Shell.Ran ran = line(run + script);
        assertEquals(20, ran.exitCode(), ran.err() + ran.out());
        assertTrue(ran.err().contains(" failed: deployment/missing-one is not current: 1 pod cannot pull "), ran.err());
        String resume = ran.err()
                .substring(ran.err().indexOf("script resume "))
                .lines()
                .findFirst()
                .orElseThrow();
        Shell.Ran resumed = line(resume, Map.of("GO", "on"));
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(resumed.err().contains("step Look: done before"), resumed.err());
        assertNothingIsLeft();
    }

    @Test
    void whoCancelsEndsTheScriptWhichStillMayDoWhatItDoesAtItsEnd() throws Exception {
        Path script = script("long", """
                finallyDo(() -> cluster.delete("deployment/marked"));
                rollout.deploy(rollout.named("marked").image("%s").replicas(1));
                while (true) Thread.sleep(100);
                """.formatted(SampleImages.web("v1")));
        AtomicReference<Thread> worker = new AtomicReference<>();
        CompletableFuture<Shell.Ran> running = CompletableFuture.supplyAsync(() -> {
            worker.set(Thread.currentThread());
            return line(run + script);
        });
        ScratchNamespace.await(() -> running.isDone() || namespace.has("deployments", "marked"), START);
        worker.get().interrupt();
        Shell.Ran ran = running.join();
        assertEquals(130, ran.exitCode(), ran.err() + ran.out());
        assertTrue(ran.err().contains("; it is removed"), ran.err());
        assertFalse(namespace.has("deployments", "marked"), ran.out() + ran.err());
        assertNothingIsLeft();
    }

    /** The pod itself may still be on its way out. */
    private void assertNothingIsLeft() {
        for (String kind : new String[] {"job", "serviceaccount", "role", "rolebinding", "configmap", "secret"}) {
            Shell.Ran left = line("cluster get " + kind + " -l fairlead.dev/script-run -o name");
            assertEquals("", left.out(), kind);
        }
        String system = line("cluster get rolebindings -n kube-system -o json").out();
        assertFalse(system.contains("\"" + namespace.name + "\""), system);
    }

    private Path script(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name + ".jsh"), text);
    }

    private Shell.Ran line(String line) {
        return line(line, Map.of());
    }

    private Shell.Ran line(String line, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(RealParts.environment());
        environment.putAll(more);
        try (Shell shell = new Shell(home, environment, home, "-n", namespace.name)) {
            return shell.run(line);
        }
    }
}
