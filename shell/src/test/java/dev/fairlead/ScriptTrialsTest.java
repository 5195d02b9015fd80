package dev.fairlead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Shell.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are tried in sandboxes of their own. */
final class ScriptTrialsTest {
    private static final String SHIP = """
            var tag = param("tag").required().value();
            step("Prepare", () -> log("preparing"));
            step("Roll out", () -> rollout.deploy(rollout.named("web").image("team/web:" + tag).port(8080)));
            println("web runs " + tag);
            """;

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(home.resolve("ship.jsh"), SHIP);
        shell = new Shell(home, Map.of(), home);
    }

    @AfterEach
    void close() throws IOException {
        shell.close();
        assertEquals(0, rooms(), "a sandbox is left");
    }

    @Test
    void aScriptIsTriedWithFaultsOfTheLineAndTheUsersSandboxIsNotTouched() {
        passes("script test ship.jsh --tag v1");
        passes("script test ship.jsh --tag v1 --fault image-pull=deployment/web --expect image");
        passes("script test ship.jsh --tag v1 --fault 'crash,next,after=Prepare' --expect 24"
                + " --given 'rollout deploy web --image team/web:v0'");
        assertFalse(Files.exists(home.resolve(".cache/fairlead/sandbox")));
        assertFalse(Files.exists(home.resolve(".local/state/fairlead/journal.ndjson")));
    }

    @Test
    void whatWasOtherwiseIsToldWithTheScriptsLineAndTheStep() {
        Ran ran = shell.run("script test ship.jsh --tag v1 --fault quota=deployment/web");
        assertEquals(1, ran.exitCode());
        says(ran.out(), "FAILED   ship.jsh   with quota=deployment/web it ends well   admission");
        says(ran.out(), "    expected  ok\n    got       admission (exit code 22): deployment/web is not current");
        says(ran.out(), "  in step Roll out\n  at ship.jsh:3\n     3 | step(\"Roll out\"");
        says(ran.out(), "    Prepare: succeeded\n    Roll out: failed");
        says(ran.err(), "error: 1 of 1 trials did not go as expected");
    }

    @Test
    void casesStandBesideTheirScriptAndAllAreFoundBelowScripts() throws IOException {
        Path scripts = Files.createDirectories(home.resolve("scripts"));
        Files.move(home.resolve("ship.jsh"), scripts.resolve("ship.jsh"));
        Files.writeString(scripts.resolve("ship.test.yaml"), """
                parameters: {tag: v1}
                cases:
                - name: it runs
                  expect:
                    steps: [Prepare, Roll out]
                    output: [preparing, web runs v1]
                    objects:
                    - {object: deployment/web, fields: {"spec.template.spec.containers[0].image": "team/web:v1"}}
                    - {object: deployment/other, absent: true}
                - name: what is expected in vain
                  expect:
                    steps: [Prepare]
                    output: [web runs v9]
                    objects: [{object: deployment/web, fields: {spec.replicas: 7}}, service/none]
                """);
        passes("script test --case 'it runs'");
        Ran ran = shell.run("script test scripts/ship.jsh --report out/trials.xml");
        assertEquals(1, ran.exitCode());
        says(ran.out(), "scripts/ship.test.yaml:10: \"what is expected in vain\"");
        says(ran.out(), "  steps\n    expected  Prepare\n    got       Prepare, Roll out\n");
        says(ran.out(), "  output\n    expected  web runs v9\n    got       preparing");
        says(ran.out(), "  deployment/web spec.replicas\n    expected  7\n    got       1\n");
        says(ran.out(), "  service/none\n    expected  there\n    got       absent\n");
        says(ran.out(), "1 of 2 cases passed");
        says(ran.err(), "hint:  script test scripts/ship.jsh --case 'what is expected in vain'");
        String report = Files.readString(home.resolve("out/trials.xml"));
        says(report, "tests=\"2\" failures=\"1\"");
        says(report, "name=\"scripts/ship.jsh &gt; it runs\"");
    }

    @Test
    void nothingOutsideIsAskedAndACaseSaysWhatItAnswers() throws IOException {
        Files.writeString(home.resolve("ask.jsh"), """
                println("at " + sh("touch asked; git rev-parse HEAD").text());
                println("status " + http.post("https://ci.example.com/builds", "x").status());
                """);
        Ran refused = shell.run("script test ask.jsh");
        says(refused.out(), "got       unreachable (exit code 5): sh \"touch asked; git rev-parse HEAD\" is not done");
        Files.writeString(home.resolve("ask.test.yaml"), """
                cases:
                - name: answered
                  answers:
                  - {sh: "* git rev-parse *", prints: abc}
                  - {http: "POST https://ci.example.com/*", status: 202}
                  expect: {output: [at abc, status 202]}
                - name: a program that fails
                  answers: [{sh: "*", exit: 3}]
                  expect: {outcome: failed, reason: ended with exit code 3}
                """);
        passes("script test ask.test.yaml");
        assertFalse(Files.exists(home.resolve("asked")));
    }

    @Test
    void aFaultThatNeverStrikesFailsItsCase() {
        Ran ran = shell.run("script test ship.jsh --tag v1 --fault 'crash,after=Prepar'");
        assertEquals(1, ran.exitCode());
        says(ran.out(), "no step \"Prepar\" ended, so that its fault never struck; steps: Prepare, Roll out");
    }

    @Test
    void wrongLinesSayWhatWouldBeRight() {
        Ran none = shell.run("script test");
        assertEquals(3, none.exitCode());
        says(none.err(), "no cases in " + home + ": no file ends in .test.yaml");
        Ran outcome = shell.run("script test ship.jsh --tag v1 --expect crsh");
        assertEquals(2, outcome.exitCode());
        says(outcome.err(), "hint:  --expect crash");
        assertEquals(3, shell.run("script test absent.jsh").exitCode());
        Ran loose = shell.run("script test --expect ok");
        assertEquals(2, loose.exitCode());
        says(loose.err(), "are about one script; name it");
        assertEquals(2, shell.run("script test ship.jsh --report out.txt").exitCode());
        Ran given = shell.run("script test ship.jsh --tag v1 --given 'rollout status deployment/none'");
        says(given.out(), "  given: rollout status deployment/none\n    expected  ok\n    got       not-found");
    }

    @Test
    void anInterruptionLeavesNothing() throws Exception {
        Path begun = home.resolve("begun");
        Files.writeString(
                home.resolve("long.jsh"), "Files.createFile(Path.of(\"" + begun + "\"));\nThread.sleep(600_000);\n");
        CompletableFuture<Ran> ran = new CompletableFuture<>();
        Thread worker = new Thread(() -> ran.complete(shell.run("script test long.jsh")));
        worker.start();
        while (Files.notExists(begun)) {
            Thread.sleep(20);
        }
        assertEquals(1, rooms());
        worker.interrupt();
        assertEquals(130, ran.get().exitCode(), ran.get().err());
    }

    private void passes(String line) {
        Ran ran = shell.run(line);
        assertEquals(0, ran.exitCode(), () -> line + "\n" + ran.out() + ran.err());
    }

    private static void says(String text, String wanted) {
        assertTrue(text.contains(wanted), () -> "no \"" + wanted + "\" in\n" + text);
    }

    /** Those of this process: others may be at work at the same time. */
    private static long rooms() throws IOException {
        String name = SandboxDirectory.NAME + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .count();
        }
    }
}
