package dev.fairlead.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Documentation;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.run.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scripts with steps, without a cluster. */
final class StepsTest extends ScriptsWithSteps {
    @Test
    void aResumedRunDoesNotRepeatWhatWasFinishedAndHasItsResults() throws IOException {
        script("""
                record Built(String image, List<Integer> sizes, Optional<Duration> took) { }
                var mode = param("mode").otherwise("x").value();
                var built = step("Build", () -> {
                    println("building");
                    return new Built("team/web:" + mode, List.of(1, 2), Optional.of(Duration.ofSeconds(3)));
                });
                step("Release", () -> {
                    step("Push", () -> println("pushing " + built.image()));
                    if (!Files.exists(scriptDirectory().resolve("mended"))) fail("not yet");
                    step("Roll", () -> println("rolling " + built));
                });
                """);
        OpsException failure = fails("--mode", "y");
        assertEquals("building\npushing team/web:y\n", printed.toString());
        assertTrue(failure.details().contains("in step Release"), failure.details()::toString);
        assertTrue(failure.details().contains("at test.jsh:9"), failure.details()::toString);
        RunSummary run = scripts().runs().get(0);
        assertEquals("failed", run.outcome());
        assertEquals(List.of("--mode", "y"), run.words());
        assertEquals(List.of("script resume " + run.run()), failure.hints());

        Files.createFile(directory.resolve("mended"));
        printed.setLength(0);
        steps.clear();
        resume(run.run());
        assertEquals("rolling Built[image=team/web:y, sizes=[1, 2], took=Optional[PT3S]]\n", printed.toString());
        assertEquals(
                List.of(
                        "Build DONE_BEFORE",
                        "Release > Push DONE_BEFORE",
                        "Release > Roll SUCCEEDED",
                        "Release SUCCEEDED"),
                steps);
        OpsException over = assertThrows(
                OpsException.class, () -> resume(scripts().runs().get(0).run()));
        assertEquals(FailureKind.CONFLICT, over.kind());
    }

    @Test
    void aRunOfAScriptThatHasChangedIsNotGoneOnWith() throws IOException {
        script("step(\"A\", () -> println(\"a\"));\nfail(\"no\");\n");
        fails();
        script("step(\"A\", () -> println(\"b\"));\n");
        String run = scripts().runs().get(0).run();
        OpsException refused = assertThrows(OpsException.class, () -> resume(run));
        assertEquals(FailureKind.CONFLICT, refused.kind());
        assertTrue(refused.message().startsWith("test.jsh has changed since run " + run), refused.message());
        assertEquals(
                FailureKind.NOT_FOUND,
                assertThrows(OpsException.class, () -> resume("nothing")).kind());
    }

    @Test
    void aStepWhoseResultCannotBeRecordedIsRunAgainAndSaysSo() throws IOException {
        script("""
                var thread = step("Thread", () -> new StringBuilder("t"));
                println(thread);
                if (!Files.exists(scriptDirectory().resolve("mended"))) fail("not yet");
                """);
        fails();
        assertTrue(
                printed.toString().contains("step Thread: its result cannot be recorded (StringBuilder)"),
                printed.toString());
        Files.createFile(directory.resolve("mended"));
        steps.clear();
        resume(scripts().runs().get(0).run());
        assertEquals(List.of("Thread SUCCEEDED"), steps);
    }

    @Test
    void aSecretIsNowhere() throws IOException {
        script("""
                var token = param("token").secret().required().value();
                var plain = param("plain").otherwise("p").matching("p").value();
                var given = step("Use", () -> { println("uses " + token); log(token); return token; });
                System.out.println("out " + token);
                throw new IllegalStateException("with " + token);
                """);
        OpsException failure = fails("--token", "hunter22", "--report", "r.json", "--report", "r.xml");
        fails("--token=hunter22", "--plain", "hunter22");
        environment.put("TOKEN", "hunter22");
        fails();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(new String(Files.readAllBytes(file), "ISO-8859-1").contains("hunter22"), file::toString);
            }
        }
        assertFalse(printed.toString().contains("hunter22"), printed.toString());
        assertTrue(printed.toString().contains("uses ***"), printed.toString());
        assertTrue(failure.message().contains("with ***"), failure.message());
        RunSummary first = scripts().runs().get(scripts().runs().size() - 1);
        assertEquals(List.of("--token", "***"), first.words());
        Path journal = directory.resolve(".local/state/fairlead/runs/" + first.run() + ".ndjson");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)));
    }

    @Test
    void aSecretInPiecesIsMaskedWhateverHappensBetweenThem() throws IOException {
        script("""
                param("token").secret().required().value();
                var begun = new java.util.concurrent.CountDownLatch(1);
                var told = new java.util.concurrent.CountDownLatch(1);
                parallel(
                    () -> step("A", () -> { print("a hunt"); begun.countDown(); told.await(); print("er22 "); }),
                    () -> step("B", () -> { begun.await(); print("b hun"); step("C", () -> log("c")); println("g"); told.countDown(); }));
                step("E", () -> print("x hun"));
                print("hunt");
                log("d");
                System.out.print("er22, hunt");
                """);
        run("--token", "hunter22");
        assertEquals("a b c\nhung\n*** x hund\n***, hunt", printed.toString());
    }

    @Test
    void theFirstFailureOfParallelWorksIsToldAndTheOthersAreInterruptedAndAwaited() throws IOException {
        script("""
                parallel(
                    () -> step("slow", () -> {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            println("slow was interrupted");
                            throw e;
                        }
                    }),
                    () -> step("broken", () -> {
                        int none = 0;
                        println(1 / none);
                    }));
                """);
        OpsException failure = fails();
        assertEquals("slow was interrupted\n", printed.toString());
        assertEquals("test.jsh:12: ArithmeticException: / by zero", failure.message());
        assertTrue(failure.details().contains("in step broken"), failure.details()::toString);
        assertTrue(failure.details().contains("called from test.jsh:1"), failure.details()::toString);
        assertFalse(failure.details().toString().contains("JShell"), failure.details()::toString);
        assertTrue(steps.contains("slow CANCELLED") && steps.contains("broken FAILED"), steps::toString);
    }

    @Test
    void whatWasAskedForTheEndIsDoneInTheOppositeOrderAndAFailureOfItIsAWarning() throws IOException {
        script("""
                finallyDo(() -> println("1"));
                finallyDo(() -> { throw new java.io.IOException("disk"); });
                onFailure(why -> println("run failed: " + why.message() + " in " + why.step()));
                step("A", () -> {
                    finallyDo(() -> println("a1"));
                    finallyDo(() -> println("a2"));
                    onFailure(why -> println("undo " + why.kind()));
                    require(false, "it does not hold");
                });
                """);
        assertEquals(FailureKind.CONFLICT, fails().kind());
        assertEquals(
                "undo CONFLICT\na2\na1\nrun failed: it does not hold in A\n"
                        + "finallyDo failed itself: java.io.IOException: disk\n1\n",
                printed.toString());
    }

    @Test
    void whatFailsIsTriedAgainAndWhatTakesTooLongIsEnded() throws IOException {
        script("""
                var tries = new AtomicInteger();
                println(retry(3, backoff("1ms"), () -> {
                    if (tries.incrementAndGet() < 3) throw new IllegalStateException("flaky");
                    return "at the third";
                }));
                waitUntil("it is there", "5s", () -> tries.get() == 3);
                step("Hangs", () -> timeout("20ms", () -> { Thread.sleep(60_000); }));
                """.replace("var tries", "import java.util.concurrent.atomic.*;\nvar tries"));
        OpsException failure = fails();
        assertEquals(FailureKind.TIMEOUT, failure.kind());
        assertEquals("not done within 20ms", failure.message());
        assertTrue(failure.details().contains("at test.jsh:8"), failure.details()::toString);
        assertTrue(printed.toString().contains("attempt 2 of 3 failed: IllegalStateException: flaky; again in 2ms"));
        assertTrue(printed.toString().contains("at the third\n"), printed.toString());
    }

    @Test
    void aQuestionWantsSomebodyOrAYes() throws IOException {
        script("confirm(\"go on?\");\nprintln(\"on\");\n");
        OpsException nobody = fails();
        assertEquals(FailureKind.USAGE, nobody.kind());
        assertEquals(List.of("add --yes to the line"), nobody.hints());
        answer = Optional.of(false);
        assertEquals(FailureKind.CANCELLED, fails().kind());
        answer = Optional.of(true);
        run();
        answer = Optional.of(false);
        run("--yes");
        run("--dry-run");
        assertEquals(3, printed.toString().split("on\n", -1).length - 1);
    }

    @Test
    void whatReachesBeyondTheCommandsIsHeldBackInADryRunUnlessItOnlyReads() throws IOException {
        script("""
                println("[" + sh("echo changes").text() + "]");
                println("[" + shell("echo reads").reading().quiet().run().text() + "]");
                println(http.post("http://127.0.0.1:1/", "x").status());
                try { http.get("http://127.0.0.1:1/"); } catch (Unreachable e) { println("asked"); }
                try { docker.client(); } catch (Misused e) { println("no client"); }
                """);
        run("--dry-run");
        assertEquals("""
                would run: echo changes (dry run)
                []
                [reads]
                would send: POST http://127.0.0.1:1/ (dry run)
                204
                asked
                no client
                """, printed.toString());
    }

    @Test
    void theSecondRunOfStepsIsReplayedAlike() throws IOException {
        script("""
                var name = param("name").choices("a", "b").required().value();
                step("Outer", () -> parallel(List.of(1, 2), i -> step("Inner " + i, () -> log(name + i))));
                """);
        run("--var", "name=a");
        List<String> cold = new ArrayList<>(steps);
        steps.clear();
        try (Stream<Path> recordings = Files.list(directory.resolve(".cache/fairlead/scripts"))) {
            assertEquals(1, recordings.count());
        }
        run("--name", "a");
        assertEquals(cold.stream().sorted().toList(), steps.stream().sorted().toList());
        assertEquals(
                "--name cannot be \"c\": it is one of a, b",
                fails("--name", "c").message().substring(10));
    }

    @Test
    void theStepsInTheDocumentationRun() throws IOException {
        script(Documentation.part("steps").stripIndent());
        run("--tag", "v3");
        assertEquals(
                List.of("Build", "Release > Push", "Release > Roll out eu", "Release > Roll out us", "Release"),
                steps.stream()
                        .map(step -> step.replace(" SUCCEEDED", ""))
                        .sorted(StepsTest::nested)
                        .toList());
        assertEquals(FailureKind.USAGE, fails("--tag", "3").kind());
    }

    /** What is part of a step comes before it; what runs at the same time comes by its name. */
    private static int nested(String a, String b) {
        return a.startsWith(b + " > ") ? -1 : b.startsWith(a + " > ") ? 1 : a.compareTo(b);
    }
}
