package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Overtaken;
import dev.fairlead.failure.Pause;
import dev.fairlead.gate.GateSpec;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.OriginalObject;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.plan.TimeText;
import dev.fairlead.release.record.LeaseObject;
import dev.fairlead.release.record.ReleaseCommand;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseLock;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.WaitRules;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The release of one workload that is under way, and what people do with it. */
public final class ActiveRelease {
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private final ReleaseContext context;
    private final ObjectName workload;
    private final ReleaseLease holding;
    private final RolloutService rollouts;
    private final ReleaseNotifier notifier;
    private final ReleaseRights rights;

    public ActiveRelease(ReleaseContext context, ObjectName workload, RolloutService rollouts) {
        this.context = context;
        this.workload = workload;
        this.holding = new ReleaseLease(context, workload);
        this.rollouts = rollouts;
        this.notifier = new ReleaseNotifier(context);
        this.rights = new ReleaseRights(context.cluster(), workload);
    }

    public ReleaseResult begin(Plan plan, boolean takeOver, boolean stays) {
        ReleaseJournal.text(ReleaseRecord.begun(plan, context.who(), holding.now()));
        rights.requireFor(plan, () -> holding.lease().find().isPresent());
        Optional<OriginalObject> owner = plan.found(plan.workload());
        // Who was killed before the record was written has begun nothing, and holds it until the lease runs out.
        boolean patient = holding.record().isEmpty();
        ReleaseLock lock = holding.take(takeOver, patient, owner).orElseThrow(holding::refusal);
        try (lock) {
            Optional<ReleaseRecord> other = holding.record();
            if (other.isPresent()) {
                lock.release(patch -> {});
                throw holding.unfinished(other.get());
            }
            ReleaseRecord record = ReleaseRecord.begun(plan, context.who(), holding.now());
            ReleaseJournal journal = new ReleaseJournal(lock, record);
            journal.write(record);
            notifier.begun(record);
            return run(journal, stays);
        }
    }

    public Optional<ReleaseState> state() {
        return OpsException.unlessDenied(holding::held)
                .flatMap(held -> held)
                .map(held -> context.state(held.record(), held.holder()));
    }

    public ReleaseResult resume(ReleaseLine line) {
        admit("resume", line, required(), UnaryOperator.identity());
        return holding.take(line.takeOver(), true, Optional.empty())
                .map(lock -> goOn("resume", lock, line, UnaryOperator.identity()))
                .orElseThrow(holding::refusal);
    }

    public ReleaseResult promote(ReleaseLine line) {
        ReleaseRecord record = required();
        if (record.back()) {
            throw new OpsException(FailureKind.CONFLICT, "cannot promote " + workload + ": it is going back")
                    .hint(context.line("abort", workload));
        }
        UnaryOperator<ReleaseRecord> change = now -> promoted(now, line.full());
        admit("promote", line, record, change);
        Optional<ReleaseLock> lock = holding.take(line.takeOver(), true, Optional.empty());
        return lock.isPresent()
                ? goOn("promote", lock.get(), line, change)
                : asked(line.full() ? ReleaseCommand.PROMOTE_FULL : ReleaseCommand.PROMOTE);
    }

    public ReleaseResult abort(ReleaseLine line) {
        ReleaseRecord record = required();
        if (record.plan().wayBack().isEmpty()) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "cannot abort the release of " + workload + ": it is the first, so there is nothing to go"
                                    + " back to")
                    .hint(context.line("resume", workload))
                    .hint("cluster delete " + workload + " -n "
                            + context.cluster().namespace());
        }
        UnaryOperator<ReleaseRecord> change =
                now -> now.back() ? now : now.forgiven().turnedBack();
        admit("abort", line, record, change);
        Optional<ReleaseLock> lock = holding.take(line.takeOver(), true, Optional.empty());
        return lock.isPresent() ? goOn("abort", lock.get(), line, change) : abortedElsewhere(record, line);
    }

    private ReleaseRecord required() {
        return rights.finding(holding::record)
                .orElseThrow(
                        () -> new OpsException(FailureKind.NOT_FOUND, workload + " has no release under way" + last())
                                .hint(context.line("status", workload))
                                .hint(context.line("history", workload)));
    }

    private String last() {
        String last = lastRelease();
        return last.isEmpty() ? "" : "; the last one: " + last;
    }

    /** The summary of the release that was over last; empty where there was none. */
    private String lastRelease() {
        return holding.lease()
                .find()
                .map(lease -> LeaseObject.annotation(lease, LeaseObject.LAST))
                .orElse("");
    }

    /** Asks before the lock is taken; where somebody else has it, he is the one who needs the rights. */
    private void admit(String verb, ReleaseLine line, ReleaseRecord record, UnaryOperator<ReleaseRecord> change) {
        if (line.takeOver() || holding.holder().isEmpty()) {
            requireFor(verb, change.apply(record));
        }
    }

    /** What a gate has no answer for would be taken for its failure, and go back. */
    private void requireFor(String verb, ReleaseRecord record) {
        rights.requireFor(verb, record);
        context.gates()
                .requireVariables(record.left().stream()
                        .filter(Step.Check.class::isInstance)
                        .map(step -> GateSpec.parse(((Step.Check) step).gate()))
                        .toList());
    }

    /** Goes on under the lock, from what the record says then. */
    private ReleaseResult goOn(String verb, ReleaseLock lock, ReleaseLine line, UnaryOperator<ReleaseRecord> change) {
        try (lock) {
            ReleaseRecord record;
            ReleaseRecord changed;
            try {
                record = required();
                changed = change.apply(record);
                requireFor(verb, changed);
            } catch (OpsException e) {
                lock.release(patch -> {});
                throw e;
            }
            ReleaseJournal journal = new ReleaseJournal(lock, record);
            journal.write(changed.phase() == Phase.STOPPED ? resumed(changed) : changed);
            settle(journal, line);
            return run(journal, line.rules().follow());
        }
    }

    /** What the user wants done about the changes of others. */
    private void settle(ReleaseJournal journal, ReleaseLine line) {
        try {
            if (line.asItIs()) {
                new StepWork(context, journal).acceptMoved();
            }
            if (line.overwrite()) {
                new RouteWork(context, journal).overwrite();
            }
        } catch (OpsException e) {
            if (journal.lock().lost().isEmpty()) {
                journal.leave(journal.record().in(Phase.STOPPED));
            }
            throw e;
        }
    }

    /** It keeps what the step that was begun may have done, and when its pause ends. */
    private static ReleaseRecord resumed(ReleaseRecord record) {
        return record.in(record.back() ? Phase.GOING_BACK : record.until().isPresent() ? Phase.PAUSED : Phase.RUNNING);
    }

    private static ReleaseRecord promoted(ReleaseRecord record, boolean full) {
        if (record.isAtEnd()) {
            return record;
        }
        boolean passed = record.step().waits() || record.step() instanceof Step.Check;
        int next = record.next() + (passed ? 1 : 0);
        if (!full) {
            return passed ? record.at(next) : record;
        }
        boolean followed = record.plan().steps().subList(0, record.next()).stream()
                .anyMatch(step -> step instanceof Step.Follow follow
                        && follow.object().equals(record.plan().candidate()));
        if (!followed && next < record.plan().promotion()) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "cannot promote " + record.plan().workload() + " fully: the new pods have not been up yet")
                    .hint("rollout resume " + record.plan().workload());
        }
        return next < record.plan().promotion()
                ? record.at(record.plan().promotion())
                : passed ? record.at(next) : record;
    }

    private ReleaseResult run(ReleaseJournal journal, boolean patient) {
        ReleaseRecord end = told(journal, patient);
        if (!end.phase().isOver()) {
            return new ReleaseResult(context.state(end, ""), Optional.empty());
        }
        notifier.over(end);
        ObjectName serving = end.phase() == Phase.DONE && end.plan().strategy().equals("bluegreen")
                ? end.plan().candidate()
                : end.plan().stable();
        WaitRules rules = end.plan().rules().once();
        RolloutStatus status = rollouts.status(context.scope(), serving.workload(), rules, context.progress());
        return new ReleaseResult(context.state(end, ""), Optional.of(status));
    }

    private ReleaseRecord told(ReleaseJournal journal, boolean patient) {
        try {
            return new Execution(context, journal, patient).run();
        } catch (ReleaseFailed | Overtaken e) {
            notifier.failed(journal.record(), e);
            throw e;
        }
    }

    private ReleaseResult asked(String what) {
        String holder = holding.holder();
        holding.lease().ask(ReleaseCommand.by(what, context.who()));
        long end = System.nanoTime() + NOTICED.toNanos();
        boolean noticed = noticed();
        while (!noticed && System.nanoTime() < end) {
            Pause.of(Duration.ofMillis(500), "cancelled at: waiting until the release is promoted");
            noticed = noticed();
        }
        context.progress().note(holder + (noticed ? " goes on with it" : " is told, and goes on when it next waits"));
        return new ReleaseResult(
                state().orElseThrow(() -> new OpsException(FailureKind.NOT_FOUND, "the release is over" + last())),
                Optional.empty());
    }

    private boolean noticed() {
        return holding.lease()
                .find()
                .filter(lease ->
                        LeaseObject.annotation(lease, LeaseObject.ASKED).isEmpty())
                .isPresent();
    }

    /** Whoever holds it goes back; should he vanish, it is done here. */
    private ReleaseResult abortedElsewhere(ReleaseRecord first, ReleaseLine line) {
        String holder = holding.holder();
        context.progress().note(holder + " works on it and is told to go back");
        holding.lease().ask(ReleaseCommand.by(ReleaseCommand.ABORT, context.who()));
        ReleaseRecord record = first;
        long end = System.nanoTime() + line.rules().limit().toNanos();
        while (System.nanoTime() < end) {
            Optional<ReleaseLease.Held> now = holding.held();
            if (now.isEmpty()) {
                return ended(record);
            }
            if (now.get().holder().isEmpty()) {
                return abort(line);
            }
            record = now.get().record();
            Pause.of(Duration.ofMillis(500), "cancelled at: waiting until the release has gone back");
        }
        throw new OpsException(
                        FailureKind.TIMEOUT,
                        holder + " has not gone back within "
                                + TimeText.of(line.rules().limit()))
                .hint(context.line("abort", workload) + " --take-over");
    }

    /** What became of a release that somebody else was told to abort. */
    private ReleaseResult ended(ReleaseRecord record) {
        String last = lastRelease();
        if (ReleaseMessages.isDone(last, record)) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "cannot abort the release of " + workload + ": it was over before it could go back: "
                                    + last)
                    .hint(context.line("undo", workload));
        }
        ReleaseRecord aborted = (record.back() ? record : record.turnedBack()).in(Phase.ABORTED);
        return new ReleaseResult(context.state(aborted, ""), Optional.empty());
    }
}
