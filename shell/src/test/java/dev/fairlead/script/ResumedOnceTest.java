package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.run.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run is one process's at a time, and each of its steps is done once, whoever goes on with it how often. */
final class ResumedOnceTest extends ScriptsWithSteps {
    private static final String MARKED = """
            void mark(String what) throws Exception {
                Files.writeString(scriptDirectory().resolve("marks"), what + "\\n",
                    java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
            }
            boolean is(String file) { return Files.exists(scriptDirectory().resolve(file)); }
            """;

    @Test
    void ofTwoAtOnceOneIsRefusedAndTheOtherDoesEachStepOnce() throws Exception {
        script(MARKED + """
                step("A", () -> mark("A"));
                step("B", () -> {
                    if (!is("mended")) fail("not yet");
                    mark("B");
                    while (!is("go")) Thread.sleep(20);
                });
                """);
        fails();
        String first = newest();
        Files.createFile(directory.resolve("mended"));
        ScriptProcess process = new ScriptProcess(directory, ScriptProcess.environment(directory));
        process.start("script", "resume", first);
        String second = await(process, first);

        String owner = "process " + process.pid() + "; end it first";
        assertEquals(
                "run " + second + " goes on with run " + first + ", as " + owner,
                refused(first).message());
        assertEquals(
                "run " + second + " still runs, as " + owner, refused(second).message());
        assertEquals("running", scripts().runs().get(0).outcome());

        Files.createFile(directory.resolve("go"));
        assertEquals(0, process.end(), process.printed());
        assertEquals(
                "run " + second + " went on from run " + first + " and has succeeded; nothing is left of it",
                refused(first).message());
        assertEquals(
                "run " + second + " has succeeded; nothing is left of it",
                refused(second).message());
        assertEquals("A\nB\n", Files.readString(directory.resolve("marks")));
    }

    @Test
    void aRunThatWasGoneOnWithIsNamedByTheLastThatDid() throws Exception {
        script(MARKED + """
                step("A", () -> mark("A"));
                if (is("stop")) fail("between");
                step("B", () -> mark("B"));
                if (!is("mended")) fail("not yet");
                """);
        fails();
        String first = newest();
        Files.createFile(directory.resolve("stop"));
        assertThrows(OpsException.class, () -> resume(first));
        String second = newest();
        assertThrows(OpsException.class, () -> resume(second));
        String third = newest();
        for (String before : List.of(first, second)) {
            OpsException refused = refused(before);
            assertEquals(
                    "run " + third + " went on from run " + before + " and has failed; go on with that one",
                    refused.message());
            assertEquals(List.of("script resume " + third), refused.hints());
        }

        Files.delete(directory.resolve("stop"));
        Files.createFile(directory.resolve("mended"));
        steps.clear();
        resume(third);
        assertEquals(List.of("A DONE_BEFORE", "B DONE_BEFORE"), steps);
        assertEquals("A\nB\n", Files.readString(directory.resolve("marks")));
    }

    @Test
    void aRunThatWasKilledIsLetGo() throws Exception {
        script(MARKED + """
                step("A", () -> mark("A"));
                step("B", () -> {
                    while (!is("go")) Thread.sleep(20);
                    mark("B");
                });
                """);
        ScriptProcess process = new ScriptProcess(directory, ScriptProcess.environment(directory));
        process.start("run", directory.resolve("test.jsh").toString());
        String run = process.awaitStep("B");
        assertEquals(
                "run " + run + " still runs, as process " + process.pid() + "; end it first",
                refused(run).message());
        process.kill();
        assertEquals("broken off", scripts().runs().get(0).outcome());
        Files.createFile(directory.resolve("go"));
        resume(run);
        assertEquals("A\nB\n", Files.readString(directory.resolve("marks")));
    }

    @Test
    void aRunOfThisProcessThatLostItsEndIsGoneOnWith() throws Exception {
        script(MARKED + """
                step("A", () -> mark("A"));
                if (!is("mended")) fail("not yet");
                """);
        fails();
        String run = newest();
        Path journal = directory.resolve(".local/state/fairlead/runs/" + run + ".ndjson");
        String whole = Files.readString(journal);
        Files.writeString(journal, whole.substring(0, whole.lastIndexOf("{\"what\":\"ended\"")));
        assertEquals("broken off", scripts().runs().get(0).outcome());
        Files.createFile(directory.resolve("mended"));
        resume(run);
        assertEquals("A\n", Files.readString(directory.resolve("marks")));
    }

    private String newest() {
        return scripts().runs().get(0).run();
    }

    private OpsException refused(String run) {
        OpsException refused = assertThrows(OpsException.class, () -> resume(run));
        assertEquals(FailureKind.CONFLICT, refused.kind(), refused.message());
        return refused;
    }

    /** The run that a process goes on with another as, once it is at the step that marks. */
    private String await(ScriptProcess process, String before) throws Exception {
        Path marks = directory.resolve("marks");
        long end = System.nanoTime() + ScriptProcess.PATIENCE_NANOS;
        while (!Files.readString(marks).contains("B")) {
            assertTrue(process.isAlive() && System.nanoTime() < end, process.printed());
            Thread.sleep(20);
        }
        return scripts().runs().stream()
                .map(RunSummary::run)
                .filter(run -> !run.equals(before))
                .findFirst()
                .orElseThrow(() -> new AssertionError(process));
    }
}
