package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Runs of some steps only, by {@code --from} and {@code --only}. */
final class StepChoiceTest extends ScriptsWithSteps {
    @Test
    void someStepsOnlyAreRunAndTheOthersGiveWhatWasRecorded() throws IOException {
        script("""
                int n = step("Count", () -> { println("counts"); return 7; });
                step("Show", () -> println("n is " + n));
                step("Last", () -> println("last"));
                """);
        OpsException unknown = fails("--from", "Show");
        assertEquals(FailureKind.USAGE, unknown.kind());
        assertTrue(unknown.message().contains("no earlier run"), unknown.message());
        run();
        printed.setLength(0);
        run("--from", "Show");
        assertEquals("n is 7\nlast\n", printed.toString());
        run("--only=Last");
        assertEquals("n is 7\nlast\nlast\n", printed.toString());
    }

    @Test
    void aStepThatTheScriptDoesNotHaveIsRefusedBeforeAnythingRuns() throws IOException {
        script("""
                println("begins");
                step("Count", () -> step("Show", () -> { }));
                step("Last", () -> { });
                """);
        OpsException absent = fails("--only", "Shwo");
        assertEquals(FailureKind.USAGE, absent.kind());
        assertEquals("no step is called \"Shwo\"; there are: Count, Show, Last", absent.message());
        assertEquals("--only 'Show'", absent.hints().get(0));
        assertEquals(
                "no step is called \"Count > Show#two\"; there are: Count, Show, Last",
                fails("--from", "Count > Show#two").message());
        assertEquals("", printed.toString());
        run("--only", "Count > Show#1");
        assertEquals("begins\n", printed.toString());
    }

    @Test
    void whereANameIsMadeByTheScriptItIsRefusedAtTheEnd() throws IOException {
        script("""
                println("begins");
                step("Count".toUpperCase(), () -> { });
                """);
        assertEquals(
                "no step is called \"Count\"; there are: COUNT",
                fails("--only", "Count").message());
        assertEquals("begins\n", printed.toString());
    }

    @Test
    void aNameThatDoesNotCompileIsTheCompilersToRefuse() throws IOException {
        script("step(\"a\\q\", () -> { });\nparam(\"b\\q\");\n");
        OpsException failed = fails("--only", "a");
        assertEquals(FailureKind.INVALID, failed.kind());
        assertTrue(failed.message().contains("illegal escape character"), failed.message());
    }

    @Test
    void aRunOfOneStepEndsBehindItWhereNobodyKnowsYetWhatFollows() throws IOException {
        script("""
                int n = step("Count", () -> { println("counts"); return 7; });
                int m = step("Double", () -> { println("doubles"); return 2 * n; });
                println(m);
                """);
        run("--only", "Count");
        assertEquals("""
                counts
                the run ends here, as no run has recorded yet what step Double gives
                """, printed.toString());
        printed.setLength(0);
        run("--only", "Double");
        assertEquals("doubles\n14\n", printed.toString());
    }
}
