package dev.fairlead.release.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.model.RolloutFailed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a release that does not simply end well. */
final class ReleaseMessages {
    private ReleaseMessages() {}

    static Cancelled cancelled(ReleaseContext context, ReleaseRecord record) {
        return new Cancelled(
                record.plan().workload() + ": stopped at " + place(record)
                        + "\neverything stays as the last step left it",
                next(context, record));
    }

    /** A failure after which nothing goes back by itself. */
    static OpsException stopped(ReleaseContext context, ReleaseRecord record, OpsException e) {
        List<String> hints = new ArrayList<>(withoutUndo(e));
        next(context, record).stream()
                .filter(line -> hints.stream().noneMatch(hint -> hint.startsWith(line)))
                .forEach(hints::add);
        String message = record.plan().workload() + ": stopped at " + place(record) + "\n" + e.message();
        ReleaseState state = context.state(record, context.who());
        return e instanceof Overtaken overtaken
                ? new Overtaken(message, e.details(), hints, state, overtaken)
                : ReleaseFailed.of(e.kind(), message, e.details(), hints, state, e);
    }

    static OpsException wayBackFailed(
            ReleaseContext context, ReleaseRecord record, Step step, OpsException e, @Nullable OpsException cause) {
        List<String> details = new ArrayList<>(e.details());
        if (!record.verdict().isEmpty()) {
            details.add("it went back because " + record.verdict());
        }
        List<String> hints = new ArrayList<>(withoutUndo(e));
        hints.add(context.line("abort", record.plan().workload()));
        hints.add(context.line("status", record.plan().workload()));
        return ReleaseFailed.of(
                e.kind(),
                record.plan().workload() + ": the way back failed at step " + (record.next() + 1) + " of "
                        + record.steps().size() + " (" + step.text() + "): " + e.message(),
                details,
                hints,
                context.state(record, context.who()),
                cause == null ? e : cause);
    }

    /** The failure after which everything is as it was found; its kind is the verdict's. */
    static OpsException wentBack(ReleaseContext context, ReleaseRecord record, @Nullable OpsException cause) {
        String before = record.plan().before();
        ObjectName candidate = record.plan().candidate();
        // what the way back has taken away is no place to look at; the evidence has it
        List<String> hints = cause == null
                ? List.of()
                : withoutUndo(cause).stream()
                        .filter(hint -> !hint.contains(candidate.toString()))
                        .filter(hint -> !hint.startsWith("cluster logs " + candidate.name() + "-"))
                        .toList();
        return ReleaseFailed.of(
                record.verdictKind().orElse(FailureKind.FAILED),
                record.verdict() + "; went back: " + record.plan().stable() + " serves "
                        + (before.isEmpty() ? "as before" : before + " as before"),
                cause == null ? List.of() : cause.details(),
                hints,
                context.state(record, ""),
                cause);
    }

    /** A release has its own way back, and after that an undo would go to what has failed. */
    private static List<String> withoutUndo(OpsException e) {
        return e.hints().stream()
                .filter(hint -> !hint.startsWith("rollout undo"))
                .toList();
    }

    static void saveEvidence(ReleaseContext context, Plan plan, OpsException e) {
        boolean stable = e instanceof RolloutFailed rollout
                && rollout.status().workload().equals(plan.stable().toString());
        ObjectName failed = stable ? plan.stable() : plan.candidate();
        try {
            context.rollouts().saveEvidence(context.scope(), failed.workload(), context.progress());
        } catch (Cancelled cancelled) {
            throw cancelled;
        } catch (OpsException unsaved) {
            context.progress().warn("the evidence could not be saved: " + unsaved.message());
        }
    }

    /** What stays in the Lease of a release that is over. */
    static String summary(ReleaseRecord record, Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS) + " " + record.plan().strategy() + " release "
                + record.plan().id() + " to " + record.plan().image() + " by " + record.who() + ": " + record.phase()
                + (record.verdict().isEmpty() ? "" : " (" + record.verdict() + ")");
    }

    /** Whether this summary says that this release went to its end. */
    static boolean isDone(String summary, ReleaseRecord record) {
        return summary.contains(" release " + record.plan().id() + " to ") && summary.endsWith(": " + Phase.DONE);
    }

    static String place(ReleaseRecord record) {
        if (record.isAtEnd()) {
            return "its end";
        }
        return "step " + (record.next() + 1) + " of " + record.steps().size()
                + (record.back() ? " of the way back" : "") + ": "
                + record.step().text();
    }

    static List<String> next(ReleaseContext context, ReleaseRecord record) {
        ObjectName workload = record.plan().workload();
        return record.back()
                ? List.of(context.line("abort", workload))
                : record.plan().wayBack().isEmpty()
                        ? List.of(context.line("resume", workload), context.line("promote", workload))
                        : List.of(
                                context.line("resume", workload),
                                context.line("promote", workload),
                                context.line("abort", workload));
    }
}
