package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.report.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Work at the same time, again, and not for ever. */
public final class RetryAndTimeout {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private RetryAndTimeout() {}

    /** What each work gave, in their order; see {@link Branches}. */
    public static <T extends @Nullable Object> List<T> parallel(List<? extends ValueAction<? extends T>> works) {
        return new Branches<T>(works).run();
    }

    /**
     * Does work until it does not fail, at most so many times. What was cancelled, and a line that is wrong, is not tried
     * again.
     */
    public static <T extends @Nullable Object> T retry(
            int attempts, Backoff backoff, RunEvents events, ValueAction<T> work) {
        for (int attempt = 1; ; attempt++) {
            Instant began = Instant.now();
            try {
                return work.run();
            } catch (Throwable e) {
                if (attempt >= attempts || !mayPass(e)) {
                    throw Rethrow.on(e);
                }
                Duration pause = backoff.after(attempt);
                String why = StepFailure.of(e, "").message();
                events.tried(new Traces.Attempt(
                        attempt, attempts, began, Duration.between(began, Instant.now()), why, pause));
                Pause.of(pause, "cancelled between two attempts");
            }
        }
    }

    /** Ends work that takes longer by interrupting it, and waits for its end. */
    public static <T extends @Nullable Object> T timeout(Duration limit, ValueAction<T> work) {
        Alarm alarm = new Alarm(Thread.currentThread());
        Timer timer = new Timer("timeout", true);
        timer.schedule(alarm, Math.max(1, limit.toMillis()));
        try {
            return work.run();
        } catch (Throwable e) {
            if (!alarm.isOver()) {
                throw Rethrow.on(e);
            }
            OpsException late = new OpsException(FailureKind.TIMEOUT, "not done within " + inWords(limit) + left(e), e);
            late.setStackTrace(e.getStackTrace());
            throw late;
        } finally {
            timer.cancel();
            alarm.off();
        }
    }

    /** Looks once a second until the condition holds. */
    public static void waitUntil(String what, Duration limit, ProgressListener progress, Condition condition) {
        long end = System.nanoTime() + limit.toNanos();
        progress.note("waiting until " + what);
        try {
            while (!condition.holds()) {
                if (System.nanoTime() >= end) {
                    throw new OpsException(
                            FailureKind.TIMEOUT, "waited " + inWords(limit) + ", and it is not so that " + what);
                }
                Pause.of(LOOK, "cancelled while waiting until " + what);
            }
        } catch (Exception e) {
            throw Rethrow.on(e);
        }
    }

    /** {@code 2s}, {@code 500ms}, {@code 1m30s}. */
    static String inWords(Duration time) {
        return time.toMillis() < 1000
                ? time.toMillis() + "ms"
                : time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String left(Throwable e) {
        return e instanceof Cancelled cancelled ? ": " + cancelled.message() : "";
    }

    private static boolean mayPass(Throwable e) {
        boolean cancelled =
                e instanceof InterruptedException || Thread.currentThread().isInterrupted();
        boolean wrong = e instanceof OpsException failure
                && (failure.kind() == FailureKind.CANCELLED || failure.kind() == FailureKind.USAGE);
        return e instanceof Exception && !cancelled && !wrong;
    }

    /** Interrupts a thread unless it was told in time that there is no need. */
    private static final class Alarm extends TimerTask {
        private final Thread worker;
        private boolean off;
        private boolean over;

        Alarm(Thread worker) {
            this.worker = worker;
        }

        @Override
        public synchronized void run() {
            if (!off) {
                over = true;
                worker.interrupt();
            }
        }

        synchronized boolean isOver() {
            return over;
        }

        /** What it interrupted must not interrupt what comes after. */
        synchronized void off() {
            off = true;
            if (over) {
                Thread.interrupted();
            }
        }
    }
}
