package dev.fairlead.script.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.raw.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the report of a run that is over. */
final class Reporting {
    private final StepRun steps;
    private final Secrets secrets;

    Reporting(StepRun steps, Secrets secrets) {
        this.steps = steps;
        this.secrets = secrets;
    }

    ScriptReport report(
            RunSubject subject,
            boolean dryRun,
            String resumes,
            Instant began,
            int exitCode,
            Optional<OpsException> failure,
            List<ScriptReport.Parameter> parameters,
            ScriptReport.Environment environment) {
        Instant ended = Instant.now();
        return new ScriptReport(
                ScriptReport.VERSION,
                subject.name(),
                subject.hash(),
                steps.progression().run().orElse(""),
                resumes,
                dryRun,
                outcome(exitCode, failure),
                exitCode,
                failure.map(this::failure),
                began,
                ended,
                Duration.between(began, ended),
                parameters,
                environment,
                steps.nodes().stream().map(this::step).toList(),
                log(steps.events().outside()));
    }

    static String outcome(int exitCode, Optional<OpsException> failure) {
        if (failure.isPresent() && failure.get().kind() == FailureKind.CANCELLED) {
            return "cancelled";
        }
        return failure.isPresent() || exitCode != 0 ? "failed" : "succeeded";
    }

    private ScriptReport.Failure failure(OpsException failure) {
        return new ScriptReport.Failure(
                failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                failure.kind().exitCode(),
                secrets.mask(failure.message()),
                steps.failedAt(),
                secrets.mask(failure.details()),
                secrets.mask(failure.hints()));
    }

    private StepReport step(StepNode node) {
        StepNode parent = node.parent();
        Findings findings = Findings.in(node.said());
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
                node.changes().stream()
                        .map(change -> new StepReport.Changed(
                                change.at(),
                                change.place(),
                                change.action(),
                                secrets.mask(change.target()),
                                secrets.mask(change.outcome())))
                        .toList(),
                findings.verdicts(),
                findings.diffs(),
                node.said(),
                log(node.log()));
    }

    private static ScriptReport.Log log(LogTail tail) {
        return new ScriptReport.Log(tail.lines(), tail.leftOut());
    }
}
