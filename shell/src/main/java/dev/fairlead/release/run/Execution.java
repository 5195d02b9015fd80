package dev.fairlead.release.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.release.plan.Phase;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseCommand;
import dev.fairlead.release.record.ReleaseJournal;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.rollout.model.RolloutFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a release from where its record stands, step by step, to its end or back. */
final class Execution {
    private final ReleaseContext context;
    private final ReleaseJournal journal;
    private final StepWork work;
    private final boolean patient;
    private @Nullable OpsException cause;

    /** @param patient whether to stay while the release waits for time or for a person */
    Execution(ReleaseContext context, ReleaseJournal journal, boolean patient) {
        this.context = context;
        this.journal = journal;
        this.work = new StepWork(context, journal);
        this.patient = patient;
    }

    /**
     * The record when it is over, or when it was left waiting.
     *
     * @throws OpsException when it failed, whether or not it went back; the lock is given up in any case
     */
    ReleaseRecord run() {
        while (true) {
            try {
                return record().back() ? back() : forward();
            } catch (Cancelled e) {
                Optional<OpsException> lost = journal.lock().lost();
                boolean woken = journal.lock().woke();
                if (lost.isEmpty() && !woken) {
                    throw ReleaseMessages.cancelled(context, stopped());
                }
                Thread.interrupted();
                if (lost.isPresent()) {
                    throw lost.get();
                }
                journal.lock().answered();
                if (!record().back()) {
                    turnBack();
                }
            }
        }
    }

    private ReleaseRecord forward() {
        while (!record().isAtEnd()) {
            Step step = record().step();
            try {
                if (ReleaseCommand.verb(journal.lock().asked()).equals(ReleaseCommand.ABORT)) {
                    journal.lock().answered();
                    turnBack();
                    return back();
                }
                if (step.waits() ? !waited(step) : !done(step)) {
                    return record().back() ? back() : record();
                }
            } catch (Cancelled e) {
                throw e;
            } catch (OpsException e) {
                return failed(e);
            }
        }
        try {
            RetryOnOutage.bridged(context.progress(), "looking at what is served", work::refuseMoved);
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            return failed(e);
        }
        return ended(Phase.DONE);
    }

    /** Whether to go on. */
    private boolean waited(Step step) {
        begin(step);
        long began = System.nanoTime();
        ReleaseWait.End end = new ReleaseWait(context, journal).run(step, patient);
        finish(step, true, began);
        if (end == ReleaseWait.End.ABORTED) {
            turnBack();
            return false;
        }
        if (end == ReleaseWait.End.LEFT) {
            journal.leave(record());
            return false;
        }
        int next = record().next() + 1;
        boolean full = end == ReleaseWait.End.PROMOTED_FULLY;
        write(record().at(full ? Math.max(next, record().plan().promotion()) : next));
        return true;
    }

    private boolean done(Step step) {
        begin(step);
        long began = System.nanoTime();
        boolean well = false;
        try {
            around(step);
            well = true;
        } finally {
            finish(step, well, began);
        }
        write(record().at(record().next() + 1));
        return true;
    }

    private void around(Step step) {
        RetryOnOutage.bridged(context.progress(), step.text(), () -> {
            journal.lock().check();
            if (!record().back()) {
                work.refuseMoved();
            }
            work.run(step);
        });
    }

    private void write(ReleaseRecord next) {
        RetryOnOutage.bridged(context.progress(), "writing down how far it is", () -> journal.write(next));
    }

    private ReleaseRecord failed(OpsException failure) {
        OpsException e = failure.kind() == FailureKind.NOT_FOUND ? deleted(failure) : failure;
        boolean judged = e instanceof RolloutFailed || e.kind() == FailureKind.ROLLOUT_GATE;
        if (journal.lock().lost().isPresent()) {
            throw journal.lock().lost().get();
        }
        if (!judged || !record().plan().autoRollback()) {
            throw ReleaseMessages.stopped(context, stopped(record().failed(e.message(), e.kind())), e);
        }
        cause = e;
        ReleaseMessages.saveEvidence(context, record().plan(), e);
        context.progress().warn(e.message() + "; going back");
        write(record().failed(e.message(), e.kind()));
        turnBack();
        return back();
    }

    /** What was not found is what somebody deleted, and this release's record may be gone with it. */
    private OpsException deleted(OpsException failure) {
        try {
            RetryOnOutage.bridged(context.progress(), "looking at what is gone", () -> {
                journal.lock().askedNow();
                work.refuseMoved();
            });
            return failure;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            return e;
        }
    }

    private ReleaseRecord back() {
        while (!record().isAtEnd()) {
            Step step = record().step();
            try {
                done(step);
            } catch (Cancelled e) {
                throw e;
            } catch (OpsException e) {
                if (journal.lock().lost().isPresent()) {
                    throw journal.lock().lost().get();
                }
                throw ReleaseMessages.wayBackFailed(context, stopped(), step, e, cause);
            }
        }
        boolean failed = record().verdictKind().isPresent();
        ReleaseRecord end = ended(failed ? Phase.FAILED : Phase.ABORTED);
        if (failed) {
            throw ReleaseMessages.wentBack(context, end, cause);
        }
        return end;
    }

    private void turnBack() {
        write(record().turnedBack());
    }

    private ReleaseRecord ended(Phase phase) {
        ReleaseRecord last = record().in(phase);
        String summary = ReleaseMessages.summary(
                last, Instant.now().plus(context.cluster().clockSkew()));
        RetryOnOutage.bridged(context.progress(), "writing down that it is over", () -> journal.end(last, summary));
        return last;
    }

    private ReleaseRecord stopped() {
        return stopped(record());
    }

    /** Leaves it for whoever goes on; where even that fails, the lease runs out by itself. */
    private ReleaseRecord stopped(ReleaseRecord last) {
        ReleaseRecord stopped = last.in(Phase.STOPPED);
        try {
            journal.leave(stopped);
        } catch (OpsException e) {
            journal.lock().close();
            context.progress().warn("the record could not be written: " + e.message());
        }
        return stopped;
    }

    private void begin(Step step) {
        context.progress().on(new ProgressEvent.Started(step.text(), title(step)));
    }

    private void finish(Step step, boolean well, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        context.progress().on(new ProgressEvent.Finished(step.text(), title(step), well, took));
    }

    private String title(Step step) {
        ReleaseRecord now = record();
        return (now.back() ? "back " : "step ") + (now.next() + 1) + " of "
                + now.steps().size() + ": " + step.text();
    }

    private ReleaseRecord record() {
        return journal.record();
    }
}
