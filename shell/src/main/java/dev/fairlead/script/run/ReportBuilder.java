package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.report.ScriptReport;
import dev.fairlead.script.report.StepReport;
import dev.fairlead.script.report.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes the report of a run that is over. */
final class ReportBuilder {
    private final Instant began = Instant.now();
    private final Secrets secrets;
    private final Map<String, ScriptReport.Parameter> parameters = new LinkedHashMap<>();

    ReportBuilder(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Notes a parameter that the script has asked for. */
    synchronized void asked(String name, String value, boolean secret) {
        String shown = secret && !value.isEmpty() ? Secrets.MASK : secrets.mask(value);
        parameters.put(name, new ScriptReport.Parameter(name, shown, secret));
    }

    /** @param resumes the run that this one went on with; empty where it is new */
    synchronized ScriptReport report(
            RunSubject subject,
            boolean dryRun,
            String resumes,
            StepRun steps,
            int exitCode,
            Optional<OpsException> failure,
            ScriptReport.Environment environment) {
        Instant ended = Instant.now();
        List<StepReport> told = told(steps.nodes());
        return new ScriptReport(
                ScriptReport.VERSION,
                subject.name(),
                subject.hash(),
                secrets.mask(subject.words()),
                steps.progression().run().orElse(""),
                resumes,
                dryRun,
                outcome(exitCode, failure),
                exitCode,
                meaning(exitCode, failure),
                failure.map(why -> failure(why, steps.failedAt())),
                began,
                ended,
                Duration.between(began, ended),
                List.copyOf(parameters.values()),
                environment,
                told,
                traces(steps.events().outside(), told));
    }

    static String outcome(int exitCode, Optional<OpsException> failure) {
        if (failure.isPresent() && failure.get().kind() == FailureKind.CANCELLED) {
            return "cancelled";
        }
        return failure.isPresent() || exitCode != 0 ? "failed" : "succeeded";
    }

    private static String meaning(int exitCode, Optional<OpsException> failure) {
        return failure.map(why -> why.kind().meaning())
                .orElse(exitCode == 0 ? FailureKind.WELL : "The script ended with this code itself.");
    }

    private ScriptReport.Failure failure(OpsException failure, String step) {
        FailedLine line = FailedLine.of(failure);
        return new ScriptReport.Failure(
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure.kind().exitCode(),
                secrets.mask(failure.message()),
                step,
                line.at(),
                secrets.mask(line.source()),
                secrets.mask(failure.details()),
                secrets.mask(failure.hints()));
    }

    /** Innermost first, so that what a step's failure holds is told where it happened, not again by those around it. */
    private List<StepReport> told(List<StepNode> nodes) {
        List<StepReport> told = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            String path = nodes.get(i).path() + StepNode.BELOW;
            List<StepReport> below =
                    told.stream().filter(step -> step.path().startsWith(path)).toList();
            told.add(0, step(nodes.get(i), below));
        }
        return told;
    }

    private StepReport step(StepNode node, List<StepReport> below) {
        StepNode parent = node.parent();
        return new StepReport(
                node.id(),
                parent == null ? "" : parent.id(),
                node.name(),
                node.path(),
                node.aside(),
                node.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                node.began(),
                node.ended(),
                Duration.between(node.began(), node.ended()),
                node.failure().map(why -> secrets.mask(why.message())).orElse(""),
                node.trace().said(),
                traces(node.trace(), below));
    }

    private Traces traces(Trace trace, List<StepReport> below) {
        ResultFindings findings = ResultFindings.in(trace.said());
        List<JsonNode> verdicts = findings.verdicts().stream()
                .filter(verdict -> below.stream()
                        .noneMatch(step -> step.traces().verdicts().contains(verdict)))
                .toList();
        List<Traces.Diff> diffs = new ArrayList<>();
        trace.diffs().stream().map(this::masked).forEach(diffs::add);
        findings.diffs().stream()
                .map(this::masked)
                .filter(found -> diffs.stream().noneMatch(diff -> isSame(diff, found)))
                .forEach(diffs::add);
        return new Traces(
                trace.changes().stream()
                        .map(change -> new Traces.Changed(
                                change.at(),
                                change.place().toString(),
                                change.action(),
                                secrets.mask(change.target()),
                                secrets.mask(change.outcome())))
                        .toList(),
                trace.attempts().stream()
                        .map(attempt -> new Traces.Attempt(
                                attempt.number(),
                                attempt.of(),
                                attempt.began(),
                                attempt.took(),
                                secrets.mask(attempt.failure()),
                                attempt.pause()))
                        .toList(),
                verdicts,
                diffs,
                new Traces.Log(secrets.mask(trace.log().lines()), trace.log().leftOut()));
    }

    private Traces.Diff masked(Traces.Diff diff) {
        return new Traces.Diff(
                secrets.mask(diff.object()), diff.place(), diff.planned(), secrets.mask(diff.lines()), diff.leftOut());
    }

    /** The first two lines only say what the sides are called. */
    private static boolean isSame(Traces.Diff a, Traces.Diff b) {
        return a.lines().stream()
                .skip(2)
                .toList()
                .equals(b.lines().stream().skip(2).toList());
    }
}
