package dev.fairlead.script.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports of runs that never were, to the millisecond. */
final class Made {
    static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    static final Traces NOTHING = new Traces(List.of(), List.of(), List.of(), List.of(), new Traces.Log(List.of(), 0));

    private final List<StepReport> steps = new ArrayList<>();

    /** A step with nothing to say; times are in milliseconds from the run's begin. */
    Made step(String path, String outcome, long from, long to) {
        return step(path, outcome, from, to, false, "", NOTHING);
    }

    Made branch(String path, String outcome, long from, long to) {
        return step(path, outcome, from, to, true, "", NOTHING);
    }

    Made step(String path, String outcome, long from, long to, boolean parallel, String failure, Traces traces) {
        int last = path.lastIndexOf(" > ");
        String parent = last < 0
                ? ""
                : steps.stream()
                        .filter(step -> step.path().equals(path.substring(0, last)))
                        .reduce((first, second) -> second)
                        .orElseThrow()
                        .id();
        steps.add(new StepReport(
                "step-" + (steps.size() + 1),
                parent,
                path.substring(last < 0 ? 0 : last + 3),
                path,
                parallel,
                outcome,
                BEGAN.plusMillis(from),
                BEGAN.plusMillis(to),
                Duration.ofMillis(to - from),
                failure,
                Optional.empty(),
                traces));
        return this;
    }

    ScriptReport report(long took, boolean dryRun, Optional<ScriptReport.Failure> failure) {
        return new ScriptReport(
                ScriptReport.VERSION,
                "scripts/ship.jsh",
                "sha256:" + "0123456789abcdef".repeat(4),
                List.of("--app", "hello", "--note", "it's <b>bold</b>"),
                "ship-20260301-120000-abc",
                "",
                dryRun,
                failure.isPresent() ? "failed" : "succeeded",
                failure.map(ScriptReport.Failure::exitCode).orElse(0),
                failure.isPresent() ? "Rollout: a pod's image cannot be pulled." : "It went well.",
                failure,
                BEGAN,
                BEGAN.plusMillis(took),
                Duration.ofMillis(took),
                List.of(
                        new ScriptReport.Parameter("app", "hello", false),
                        new ScriptReport.Parameter("token", "***", true)),
                new ScriptReport.Environment(
                        "0.1.0",
                        "25+36",
                        "Linux amd64",
                        "tester",
                        "node1",
                        "/srv/" + "long-directory/".repeat(12),
                        "GitLab CI",
                        "dev",
                        "team",
                        Optional.of(new ScriptReport.Cluster("https://127.0.0.1:6443", "v1.20.2", "1-2-3")),
                        Optional.of(new ScriptReport.Git("a1b2c3d4", "main", "", true))),
                steps,
                NOTHING);
    }

    /** A run with everything that a page can show. */
    static ScriptReport everything() {
        String wide = "a line that is wider than any phone ".repeat(8);
        Traces evidence = new Traces(
                List.of(new Traces.Changed(BEGAN, "dev/team", "apply", "deployment/web", "configured")),
                List.of(new Traces.Attempt(
                        1, 3, BEGAN.plusMillis(6_000), Duration.ofSeconds(2), "503 <again>", Duration.ofSeconds(1))),
                List.of(verdict()),
                List.of(new Traces.Diff(
                        "deployment/web",
                        "dev/team",
                        false,
                        List.of(
                                "--- deployment/web now",
                                "+++ deployment/web then",
                                "@@ -1,3 +1,3 @@",
                                " spec:",
                                "-  replicas: 2",
                                "+  replicas: 3 # " + wide),
                        7)),
                new Traces.Log(List.of("<script>document.title = 'owned'</script>", wide), 12));
        Traces said = new Traces(
                List.of(), List.of(), List.of(), List.of(), new Traces.Log(List.of("closed until printed"), 0));
        return new Made()
                .step("Build", "succeeded", 1_000, 4_000, false, "", said)
                .step("Build > <img src=http://127.0.0.1:9/x onerror=alert(1)> & " + wide, "succeeded", 1_000, 1_001)
                .step("Build > Compile", "succeeded", 1_500, 4_000)
                .step("Push", "failed", 4_000, 4_500, false, "connection reset", NOTHING)
                .step("Push", "succeeded", 5_000, 5_500)
                .step("Roll out", "failed", 6_000, 60_000, false, "web is not current", evidence)
                .branch("Roll out > eu", "cancelled", 6_000, 40_000)
                .branch("Roll out > eu > Apply", "succeeded", 6_000, 12_000)
                .branch("Roll out > eu > Wait", "cancelled", 12_000, 40_000)
                .branch("Roll out > us", "failed", 6_000, 30_000)
                .step("Announce", "skipped", 60_000, 60_000)
                .step("Count", "done before", 60_000, 60_000)
                .report(
                        60_000,
                        false,
                        Optional.of(new ScriptReport.Failure(
                                "rollout-image",
                                20,
                                "deployment/web is not current: 1 pod cannot pull team/web:v9",
                                "Roll out",
                                "ship.jsh:12",
                                List.of("  12 | step(\"Roll out\", () -> " + wide),
                                List.of("in step Roll out", "at ship.jsh:12", "event: no such tag " + wide),
                                List.of("image tags 127.0.0.1:5000/team/web", "rollout undo deployment/web"))));
    }

    /** So many steps, one after the other, of one second each. */
    static ScriptReport inARow(int count) {
        Made made = new Made();
        IntStream.range(0, count).forEach(i -> made.step("Step " + i, "succeeded", i * 1000L, i * 1000L + 1000));
        return made.report(count * 1000L, true, Optional.empty());
    }

    private static ObjectNode verdict() {
        ObjectNode verdict = JsonNodeFactory.instance
                .objectNode()
                .put("workload", "deployment/web")
                .put("family", "image")
                .put("reason", "no such tag")
                .put("message", "1 pod cannot pull team/web:v9")
                .put("fatal", true)
                .put("ofPods", 1)
                .put("event", "manifest for team/web:v9 not found")
                .put("next", "image tags team/web");
        verdict.putArray("pods").add("web-1");
        verdict.putArray("log").add("the last words <b>");
        verdict.putArray("findings")
                .addObject()
                .put("layer", "registry")
                .put("message", "it has v8")
                .put("next", "");
        return verdict;
    }
}
