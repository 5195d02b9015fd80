package dev.fairlead.release.run;

import dev.fairlead.failure.Pause;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseCommand;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Waits for time or for a person, and listens meanwhile to what others want of the release. The new pods are judged as long
 * as it waits: time alone shows nothing.
 */
final class ReleaseWait {
    private static final Duration LISTENS_EVERY = Duration.ofSeconds(2);

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final ReleaseContext context;
    private final ReleaseJournal journal;

    ReleaseWait(ReleaseContext context, ReleaseJournal journal) {
        this.context = context;
        this.journal = journal;
    }

    /** What ended the wait. */
    enum End {
        OVER,
        PROMOTED,
        PROMOTED_FULLY,
        ABORTED,
        /** The user said no, or does not want to wait. */
        LEFT
    }

    /**
     * @param patient whether to stay until it is over
     * @throws RolloutFailed when the new pods fail meanwhile
     */
    End run(Step step, boolean patient) {
        Optional<Instant> until = until(step);
        Phase phase = step instanceof Step.Hold ? Phase.WAITING : Phase.PAUSED;
        if (!journal.record().phase().equals(phase) || !journal.record().until().equals(until)) {
            ReleaseRecord waiting = journal.record().until(phase, until);
            RetryOnOutage.bridged(context.progress(), step.text(), () -> journal.write(waiting));
            if (phase == Phase.WAITING) {
                new ReleaseNotifier(context).waiting(journal.record());
            }
        }
        if (!patient) {
            return End.LEFT;
        }
        if (step instanceof Step.Hold hold) {
            Optional<Boolean> answer = context.confirm().apply(question(hold));
            if (answer.isPresent()) {
                return answer.get() ? End.PROMOTED : End.LEFT;
            }
            context.progress().note("it goes on by: " + context.line("promote", workload()));
        }
        return listen(step, until);
    }

    private End listen(Step step, Optional<Instant> until) {
        long began = System.nanoTime();
        while (true) {
            String asked = ReleaseCommand.verb(RetryOnOutage.bridged(
                    context.progress(), step.text(), () -> journal.lock().askedNow()));
            if (!asked.isEmpty()) {
                journal.lock().answered();
                return asked.equals(ReleaseCommand.ABORT)
                        ? End.ABORTED
                        : asked.equals(ReleaseCommand.PROMOTE_FULL) ? End.PROMOTED_FULLY : End.PROMOTED;
            }
            Duration left = until.map(end -> Duration.between(now(), end)).orElse(LISTENS_EVERY);
            WaitRules rules = journal.record().plan().rules();
            boolean well = judged(step, rules.once(), ProgressListener.SILENT).state() == State.CURRENT;
            if (left.isNegative() || left.isZero()) {
                if (!well) {
                    judged(step, rules.untilOver(), context.progress());
                }
                return End.OVER;
            }
            tell(step, until, began, left);
            Pause.of(left.compareTo(LISTENS_EVERY) < 0 ? left : LISTENS_EVERY, "cancelled at: " + step.text());
        }
    }

    private RolloutStatus judged(Step step, WaitRules rules, ProgressListener told) {
        ObjectName candidate = journal.record().plan().candidate();
        return RetryOnOutage.bridged(
                context.progress(),
                step.text(),
                () -> context.rollouts().status(context.scope(), candidate.workload(), rules, told));
    }

    private void tell(Step step, Optional<Instant> until, long began, Duration left) {
        long waited = (System.nanoTime() - began) / 1_000_000_000L;
        String state = until.isPresent() ? "until " + CLOCK.format(until.get()) : "waiting";
        long total = until.isPresent() ? waited + left.toSeconds() : 0;
        context.progress().on(new ProgressEvent.Advanced(step.text(), state, waited, total, ProgressEvent.Unit.COUNT));
    }

    /** One that was begun goes on where it was. */
    private Optional<Instant> until(Step step) {
        if (step instanceof Step.Hold) {
            return Optional.empty();
        }
        Duration time = step instanceof Step.Pause pause ? pause.time() : ((Step.Keep) step).time();
        return Optional.of(
                journal.record().until().orElseGet(() -> now().plus(time).truncatedTo(ChronoUnit.MILLIS)));
    }

    private String question(Step.Hold hold) {
        String asked = hold.question().isEmpty()
                ? "go on with " + journal.record().plan().image() + "?"
                : hold.question();
        return workload() + ": " + asked;
    }

    private ObjectName workload() {
        return journal.record().plan().workload();
    }

    private Instant now() {
        return Instant.now().plus(context.cluster().clockSkew());
    }
}
