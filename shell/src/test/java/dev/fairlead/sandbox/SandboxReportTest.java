package dev.fairlead.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.Shell;
import dev.fairlead.Shell.Ran;
import dev.fairlead.json.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports have of runs that change objects: diffs, verdicts, attempts, and what happens outside of steps. */
final class SandboxReportTest {
    /** A deploy that fails, and the mark on its revision. */
    private static final List<String> FAILED = List.of("deployment/hello made", "replicaset/hello-… made");

    private static final ImageCatalog IMAGES = reference -> reference.matches("team/hello:v[123]")
            ? Optional.of(new ImageFacts("sha256:" + "0".repeat(64), List.of(8080)))
            : Optional.empty();

    @TempDir
    private Path home;

    private Shell shell;

    @BeforeEach
    void enter() {
        shell = Shell.sandbox(home, IMAGES);
    }

    @AfterEach
    void leave() {
        shell.close();
    }

    @Test
    void aRolloutThatFailsIsToldWithItsDiffAndItsVerdictAtTheInnermostStepOnly() throws IOException {
        JsonNode report = report(20, "", """
                step("First", () -> rollout.deploy("hello", "team/hello:v1"));
                step("Release", () -> step("Second", () -> rollout.deploy("hello", "team/hello:v9")));
                """);
        assertEquals(
                "Rollout: a pod's image cannot be pulled.",
                report.path("meaning").asText());
        assertEquals("Release > Second", report.at("/failure/step").asText());
        assertEquals("made.jsh:2", report.at("/failure/at").asText());
        assertTrue(report.at("/failure/source/0").asText().startsWith("   2 | step(\"Release\""), report::toString);
        JsonNode second = step(report, "Second");
        assertEquals("deployment/hello", second.at("/verdicts/0/workload").asText());
        assertEquals("no such tag", second.at("/verdicts/0/reason").asText());
        assertEquals(0, step(report, "Release").path("verdicts").size());
        assertEquals(0, report.path("verdicts").size());
        assertEquals(FAILED, diffs(second));
        List<String> lines = new ArrayList<>();
        second.at("/diffs/0/lines").forEach(line -> lines.add(line.asText().replaceAll("^([-+]) +", "$1 ")));
        assertTrue(
                lines.contains("- - image: team/hello:v1") && lines.contains("+ - image: team/hello:v9"),
                lines::toString);
        assertFalse(lines.toString().contains("resourceVersion"), lines::toString);
        assertEquals(
                "deployment/hello",
                step(report, "First").at("/changes/0/target").asText());
        assertFalse(report.at("/environment/cluster/uid").asText().isEmpty(), report::toString);
    }

    @Test
    void outsideOfStepsIsToldTheSame() throws IOException {
        JsonNode report = report(20, "", "rollout.deploy(\"hello\", \"team/hello:v9\");\n");
        assertEquals("", report.at("/failure/step").asText());
        assertEquals("no such tag", report.at("/verdicts/0/reason").asText());
        assertEquals("deployment/hello", report.at("/changes/0/target").asText());
        assertEquals(FAILED, diffs(report));
    }

    @Test
    void aDryRunTellsWhatItWouldChange() throws IOException {
        JsonNode report = report(0, "--dry-run", """
                step("Deploy", () -> rollout.deploy("hello", "team/hello:v1"));
                """);
        assertTrue(report.path("dryRun").asBoolean());
        assertEquals(List.of("deployment/hello planned"), diffs(step(report, "Deploy")));
    }

    @Test
    void theValuesOfSecretsAndTheScriptsOwnAreInNoReport() throws IOException {
        Files.writeString(home.resolve("secret.yaml"), """
                apiVersion: v1
                kind: Secret
                metadata: {name: hidden, labels: {note: plain}}
                stringData: {password: hunter22}
                """);
        JsonNode report = report(10, "--token 'to\"ken'", """
                var token = param("token").secret().required().value();
                record Held(String held) { }
                step("Use " + token, () -> new Held(token));
                step("Apply", () -> cluster.apply(scriptDirectory() + "/secret.yaml"));
                var tries = new java.util.concurrent.atomic.AtomicInteger();
                step("Try", () -> retry(2, backoff("1ms"), () -> { if (tries.incrementAndGet() < 2) fail("no " + token); }));
                step("Later", () -> { throw new IllegalStateException("ends"); });
                """);
        assertEquals("***", step(report, "Use ***").at("/result/held").asText());
        assertEquals(List.of("secret/hidden made"), diffs(step(report, "Apply")));
        assertTrue(step(report, "Apply").at("/diffs/0/lines").toString().contains("password: (not shown)"));
        assertEquals("no ***", step(report, "Try").at("/attempts/0/failure").asText());
        assertEquals("Later", report.at("/failure/step").asText(), "not the one whose failure passed");
        for (String file : new String[] {"r.json", "r.html", "r.xml"}) {
            String text = Files.readString(home.resolve(file));
            for (String secret : new String[] {"hunter22", "aHVudGVyMjI", "to\"ken", "to\\\"ken", "to&quot;ken"}) {
                assertFalse(text.contains(secret), file + " has " + secret);
            }
        }
    }

    @Test
    void anEndingThatIsUnknownIsRefusedBeforeAnythingRuns() throws IOException {
        Files.writeString(home.resolve("made.jsh"), "println(\"ran\");\n");
        Ran refused = shell.run("run made.jsh --report r.pdf");
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("a report's name ends in .html, in .json, or in .xml"), refused.err());
        assertFalse(refused.out().contains("ran"), refused.out());
    }

    private JsonNode report(int exitCode, String options, String script) throws IOException {
        Files.writeString(home.resolve("made.jsh"), script);
        Ran ran = shell.run("run made.jsh --report r.json --report r.html --report r.xml " + options);
        assertEquals(exitCode, ran.exitCode(), ran.err());
        return JsonTree.read(Files.readString(home.resolve("r.json")));
    }

    private static JsonNode step(JsonNode report, String name) {
        for (JsonNode step : report.path("steps")) {
            if (step.path("name").asText().equals(name)) {
                return step;
            }
        }
        throw new AssertionError("no step " + name + " in " + report);
    }

    private static List<String> diffs(JsonNode traces) {
        List<String> diffs = new ArrayList<>();
        traces.path("diffs")
                .forEach(diff -> diffs.add(diff.path("object").asText().replaceFirst("^(replicaset/hello-).*", "$1…")
                        + (diff.path("planned").asBoolean() ? " planned" : " made")));
        return diffs;
    }
}
