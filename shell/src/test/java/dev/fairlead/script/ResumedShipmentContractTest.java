package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.NeedsDocker;
import dev.fairlead.RealParts;
import dev.fairlead.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build and a push whose process was killed behind them are not done again, unless somebody moved what they made. */
@NeedsDocker
final class ResumedShipmentContractTest {
    private static final String SCRIPT = """
            var reference = param("image").required().value();
            void until(String file) throws InterruptedException {
                while (!Files.exists(scriptDirectory().resolve(file))) Thread.sleep(50);
            }
            var built = step("Build", () -> build.image(scriptDirectory().resolve("app"), reference));
            step("Pause", () -> until("built"));
            var pushed = step("Push", () -> image.push(reference));
            step("Rest", () -> until("pushed"));
            println(built.imageId() + " is " + pushed.digest());
            """;

    @TempDir
    private Path home;

    private String reference;
    private Path script;

    @BeforeEach
    void write() throws IOException {
        reference = RealParts.registry() + "/fairlead-it/resumed:"
                + UUID.randomUUID().toString().substring(0, 8);
        script = Files.writeString(home.resolve("shipment.jsh"), SCRIPT);
        content("one");
    }

    @AfterEach
    void remove() {
        line("image rm --force " + reference);
    }

    @Test
    void whatWasBuiltAndPushedIsUsedAgainAfterEachKill() throws Exception {
        String run = killedAt("Pause", "run", script.toString(), "--image", reference);
        String imageId = imageId();
        content("what a second build would see");
        Files.createFile(home.resolve("built"));
        killedAt("Rest", "script", "resume", run);
        Files.createFile(home.resolve("pushed"));
        String last = line("script runs -o name").out().lines().findFirst().orElseThrow();
        Shell.Ran resumed = line("script resume " + last);
        assertEquals(0, resumed.exitCode(), resumed.err());
        assertTrue(resumed.err().contains("step Build: done before"), resumed.err());
        assertTrue(resumed.err().contains("step Push: done before"), resumed.err());
        String digest = line("image push " + reference).out().replaceAll("(?s).*(sha256:[0-9a-f]{64}).*", "$1");
        assertEquals(imageId + " is " + digest + "\n", resumed.out());
    }

    @Test
    void aTagThatMovedMeanwhileIsToldWithBothDigests() throws Exception {
        Files.createFile(home.resolve("built"));
        String run = killedAt("Rest", "run", script.toString(), "--image", reference);
        content("two");
        assertEquals(
                0,
                line("build image " + home.resolve("app") + " -t " + reference + " --push")
                        .exitCode());
        Shell.Ran moved = line("script resume " + run);
        assertEquals(6, moved.exitCode(), moved.err());
        long digests = moved.err()
                .lines()
                .filter(told -> told.contains(reference + " was sha256:") && told.contains(" and is sha256:"))
                .count();
        assertEquals(2, digests, moved.err());
        assertTrue(moved.err().contains("script resume --anyway " + run), moved.err());
    }

    @Test
    void anImageThatIsGoneIsTold() throws Exception {
        String run = killedAt("Pause", "run", script.toString(), "--image", reference);
        assertEquals(0, line("image rm --force " + reference).exitCode());
        Shell.Ran gone = line("script resume " + run);
        assertEquals(6, gone.exitCode(), gone.err());
        assertTrue(
                gone.err().contains(reference + " was sha256:") && gone.err().contains(" and is absent"), gone.err());
    }

    private String killedAt(String step, String... words) throws Exception {
        ScriptProcess process = new ScriptProcess(home, ScriptProcess.environment(home));
        process.start(words);
        String run = process.awaitStep(step);
        process.kill();
        return run;
    }

    private String imageId() {
        return line("image inspect " + reference + " -o json")
                .out()
                .replaceAll("(?s).*\"Id\" ?: ?\"([^\"]+)\".*", "$1");
    }

    private void content(String text) throws IOException {
        Path app = Files.createDirectories(home.resolve("app"));
        Files.writeString(app.resolve("a.txt"), text + UUID.randomUUID());
        Files.writeString(app.resolve("Dockerfile"), "FROM scratch\nCOPY a.txt /\n");
    }

    private Shell.Ran line(String line) {
        try (Shell shell = new Shell(home, ScriptProcess.environment(home), home)) {
            return shell.run(line);
        }
    }
}
