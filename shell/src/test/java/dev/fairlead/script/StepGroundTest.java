package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.run.RunSurroundings;
import dev.fairlead.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A step runs only where what it does can be recorded; else the run is told so in words before it. */
final class StepGroundTest extends ScriptsWithSteps {
    @Test
    void whereTheStateDirectoryCannotBeMadeNoStepRuns() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        environment.put("XDG_STATE_HOME", file.toString());
        script("step(\"A\", () -> println(\"ran\"));\n");
        OpsException refused = fails();
        assertTrue(
                refused.message().startsWith("cannot write the run's journal " + file + "/fairlead/runs/test-"),
                refused.message());
        assertTrue(refused.message().contains("; a step runs only where it can be recorded"), refused.message());
        assertEquals(List.of(), refused.hints());
        assertEquals("", printed.toString());
    }

    @Test
    void inAWorkingDirectoryThatIsGoneNoStepRuns() throws IOException {
        script("step(\"A\", () -> println(\"ran\"));\n");
        Path gone = directory.resolve("gone");
        Settings settings = Settings.of(environment, directory, gone);
        ScriptService scripts = new ScriptService(
                TestApi.services(), RunSurroundings.alone(settings, new Journal(settings.stateDirectory(), "tester")));
        RunRequest request = new RunRequest(directory.resolve("test.jsh"), List.of());
        OpsException refused = assertThrows(OpsException.class, () -> scripts.run(request, ProgressListener.SILENT));
        assertEquals("the working directory " + gone + " is gone; no step was run", refused.message());
        assertEquals(List.of(), refused.hints());
    }

    @Test
    void onAFullDiskNoStepBeginsAndNoRunIsOffered() throws Exception {
        script("step(\"A\", () -> println(\"ran\"));\n");
        ScriptProcess process = limited(40);
        assertEquals(1, process.end(), process.printed());
        assertTrue(
                process.printed().contains("File too large; a step runs only where it can be recorded"),
                process::toString);
        assertFalse(process.printed().contains("ran\n"), process.printed());
        assertFalse(process.printed().contains("script resume"), process.printed());
        try (Stream<Path> left = Files.list(directory.resolve(".local/state/fairlead/runs"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** What a step does is recorded in room that was taken before it began. */
    @Test
    void onADiskThatFillsUpNoFurtherStepBeginsAndTheRunGoesOnFromThere() throws Exception {
        script("""
                for (int i = 1; i <= 4; i++) {
                    int number = i;
                    step("S" + i, () -> { println("did " + number); return "x".repeat(30_000); });
                }
                """);
        ScriptProcess process = limited(100);
        assertEquals(1, process.end(), process.printed());
        assertTrue(
                process.printed().contains("step S3 is not begun: cannot write the run's journal"), process.printed());
        String run = scripts().runs().get(0).run();
        assertTrue(process.printed().contains("script resume " + run), process.printed());
        resume(run);
        assertEquals("did 3\ndid 4\n", printed.toString());
    }

    @Test
    void withATinyHeapNoStepRuns() throws Exception {
        script("step(\"A\", () -> println(\"ran\"));\n");
        ScriptProcess process = new ScriptProcess(directory, environment());
        process.startWith(
                List.of("env", "JDK_JAVA_OPTIONS=-Xmx24m"),
                "run",
                directory.resolve("test.jsh").toString());
        assertEquals(1, process.end(), process.printed());
        assertTrue(
                process.printed()
                        .matches(
                                "(?s).*error: cannot compile Java: the heap of \\d+ MB is too small\nhint:  export FAIRLEAD_OPTS=-Xmx256m.*"),
                process.printed());
        assertFalse(process.printed().contains("\tat "), process.printed());
        assertFalse(process.printed().contains("ran\n"), process.printed());
    }

    /** Files of that many KiB at most. */
    private ScriptProcess limited(int kibibytes) throws IOException {
        ScriptProcess process = new ScriptProcess(directory, environment());
        process.startWith(
                List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "limited"),
                "run",
                directory.resolve("test.jsh").toString());
        return process;
    }

    private Map<String, String> environment() {
        return ScriptProcess.environment(directory);
    }
}
