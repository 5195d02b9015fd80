package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that have the same name. */
final class StepNamesTest extends ScriptsWithSteps {
    @Test
    void stepsOfOneNameAreNumberedAndResumedEachByItsOwnResult() throws IOException {
        script("""
                var n = new AtomicInteger();
                for (int i = 0; i < 3; i++) {
                    int at = i;
                    println(step("Count", () -> { println("counts " + at); return at; }));
                }
                step("Outer", () -> {
                    step("Count", () -> println("inner"));
                    step("Count", () -> println("inner 2"));
                });
                if (!Files.exists(scriptDirectory().resolve("mended"))) fail("not yet");
                step("Count", () -> println("last"));
                """.replace("var n", "import java.util.concurrent.atomic.*;\nvar n"));
        fails();
        List<String> finished = List.of("Count", "Count#2", "Count#3", "Outer > Count", "Outer > Count#2", "Outer");
        assertEquals(finished.stream().map(name -> name + " SUCCEEDED").toList(), steps);
        Files.createFile(directory.resolve("mended"));
        steps.clear();
        printed.setLength(0);
        resume(scripts().runs().get(0).run());
        assertEquals("0\n1\n2\nlast\n", printed.toString());
        assertTrue(steps.contains("Count#3 DONE_BEFORE") && steps.contains("Count#4 SUCCEEDED"), steps::toString);

        printed.setLength(0);
        run("--only", "Count#2");
        assertEquals("0\ncounts 1\n1\n2\n", printed.toString());
        printed.setLength(0);
        run("--only", "Count");
        assertEquals("counts 0\n0\ncounts 1\n1\ncounts 2\n2\nlast\n", printed.toString());
        printed.setLength(0);
        run("--only", "Outer > Count#2");
        assertEquals("0\n1\n2\ninner 2\n", printed.toString());
        printed.setLength(0);
        run("--from", "Outer > Count#2");
        assertEquals("0\n1\n2\ninner 2\nlast\n", printed.toString());
        OpsException absent = fails("--only", "Count#7");
        assertTrue(absent.message().contains("Count, Count#2, Count#3, Outer"), absent.message());
    }

    @Test
    void aRetriedStepIsRunAgainWhenItIsTheOnlyOneThatIsAskedFor() throws IOException {
        script("""
                var tries = new int[1];
                retry(3, backoff("1ms"), () -> step("Push", () -> {
                    if (++tries[0] < 3) throw new IllegalStateException("flaky");
                    println("pushed");
                }));
                """);
        run("--only", "Push");
        assertEquals(List.of("Push FAILED", "Push#2 FAILED", "Push#3 SUCCEEDED"), steps);
        assertTrue(printed.toString().endsWith("pushed\n"), printed.toString());
    }

    @Test
    void stepsOfOneNameThatRunAtTheSameTimeAreRefused() throws IOException {
        script("""
                step("Outer", () -> parallel(List.of(1, 2), i -> step("Roll out", () -> Thread.sleep(20))));
                """);
        OpsException refused = fails();
        assertEquals(FailureKind.USAGE, refused.kind());
        assertEquals(
                "two steps that run at the same time are both called \"Outer > Roll out\";"
                        + " a resumed run could not tell them apart",
                refused.message());
        script("""
                parallel(List.of(1, 2), i -> parallel(List.of("a"), x -> step("X", () -> Thread.sleep(20))));
                """);
        assertEquals(FailureKind.USAGE, fails().kind());
        script("""
                parallel(List.of("a", "b"), i -> step(i, () -> { step("X", () -> 1); step("X", () -> 2); }));
                parallel(List.of(1), i -> { step("Y", () -> 1); step("Y", () -> 2); });
                step("Y", () -> println("third"));
                """);
        steps.clear();
        run();
        assertTrue(steps.containsAll(List.of("b > X#2 SUCCEEDED", "Y#2 SUCCEEDED", "Y#3 SUCCEEDED")), steps::toString);
    }
}
