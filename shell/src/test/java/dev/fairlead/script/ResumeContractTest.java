package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsCluster;
import dev.fairlead.Shell;
import dev.fairlead.rollout.ScratchNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were killed go on, and dry runs change nothing, on the real cluster. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ResumeContractTest {
    private static final String SCRIPT = """
            require(cluster.uid(pinned("here").uid()));
            step("Config", () -> cluster.apply(scriptDirectory() + "/config.yaml"));
            var now = step("Look", () -> cluster.object("configmap/shape").path("metadata").path("uid").asText());
            step("Wait", () -> {
                while (!dryRun() && !Files.exists(scriptDirectory().resolve("go"))) Thread.sleep(50);
            });
            step("Delete", () -> cluster.delete("configmap/old"));
            println("went on with " + now);
            """;

    private Path home;

    private ScratchNamespace namespace;
    private Path script;

    @BeforeAll
    void make(@TempDir Path directory) throws IOException {
        home = directory;
        namespace = new ScratchNamespace("resume");
        script = Files.writeString(home.resolve("shape.jsh"), SCRIPT);
        Files.writeString(home.resolve("config.yaml"), config("shape", "one"));
        Files.writeString(home.resolve("old.yaml"), config("old", "one"));
        well("cluster apply -f " + home.resolve("old.yaml"));
        Files.writeString(home.resolve("still.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: still}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: still}}
                  template:
                    metadata: {labels: {app: still}}
                    spec: {containers: [{name: app, image: "127.0.0.1:5000/team/none:v1"}]}
                """);
        well("cluster apply -f " + home.resolve("still.yaml"));
        well("cluster pin here --project");
    }

    @AfterAll
    void remove() {
        namespace.close();
    }

    @Test
    void aDryRunIsCheckedByTheServerAndChangesNothing() throws IOException {
        Path look = Files.writeString(home.resolve("dry.jsh"), """
                step("Config", () -> cluster.apply(scriptDirectory() + "/config.yaml"));
                step("Deploy", () -> rollout.deploy("dry", "127.0.0.1:5000/team/none:v1"));
                step("Delete", () -> cluster.delete("configmap/old"));
                step("Pause", () -> rollout.pause("deployment/still"));
                step("Restart", () -> rollout.restart("deployment/still"));
                step("Push", () -> image.push("127.0.0.1:5000/team/none:v1"));
                """);
        Shell.Ran ran = well("run --dry-run " + look);
        assertTrue(ran.err().contains("configmap/shape created (dry run)"), ran.err());
        assertTrue(ran.err().contains("deployment/dry created (dry run)"), ran.err());
        assertTrue(ran.err().contains("would push 127.0.0.1:5000/team/none:v1 (dry run)"), ran.err());
        assertEquals(3, line("cluster get configmap/shape").exitCode());
        assertEquals(3, line("cluster get deployment/dry").exitCode());
        well("cluster get configmap/old");
        String still = well("cluster get deployment/still -o json").out();
        assertTrue(!still.contains("\"paused\"") && !still.contains("restartedAt"), still);
        Shell.Ran refused = line("run " + look + " --dry-run --report bad.pdf");
        assertEquals(2, refused.exitCode(), refused.err());
    }

    @Test
    void aRunThatWasKilledGoesOnUnlessTheWorldHasMoved() throws Exception {
        ScriptProcess process = new ScriptProcess(home, environment());
        process.start("-n", namespace.name, "run", script.toString());
        String run = process.awaitStep("Wait");
        process.kill();
        Shell.Ran listed = well("script runs");
        assertTrue(listed.out().contains("broken off"), listed.out());

        Files.writeString(home.resolve("config.yaml"), config("shape", "two"));
        well("cluster apply -f " + home.resolve("config.yaml"));
        Files.createFile(home.resolve("go"));
        Shell.Ran moved = line("script resume " + run);
        assertEquals(6, moved.exitCode(), moved.err());
        assertTrue(moved.err().contains("configmap/shape was uid "), moved.err());

        Shell.Ran resumed = well("script resume --anyway " + run);
        assertTrue(resumed.err().contains("step Config: done before"), resumed.err());
        assertTrue(resumed.err().contains("step Wait: done"), resumed.err());
        assertTrue(resumed.out().contains("went on with "), resumed.out());
        assertEquals(3, line("cluster get configmap/old").exitCode());
    }

    @Test
    void aPinIsHeldWhateverTheContextIsCalled() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("fairlead-pins.properties"), "here=11111111-2222\n");
        Path pinned = Files.writeString(elsewhere.resolve("pinned.jsh"), "pinned(\"here\");\n");
        Shell.Ran ran = line("run " + pinned);
        assertEquals(6, ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("is not here: its cluster has UID "), ran.err());
    }

    private Map<String, String> environment() {
        return ScriptProcess.environment(home);
    }

    private Shell.Ran line(String line) {
        try (Shell shell = new Shell(home, environment(), home, "-n", namespace.name)) {
            return shell.run(line);
        }
    }

    private Shell.Ran well(String line) {
        Shell.Ran ran = line(line);
        assertEquals(0, ran.exitCode(), line + "\n" + ran.out() + ran.err());
        return ran;
    }

    private static String config(String name, String value) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {value: " + value + "}\n";
    }
}
