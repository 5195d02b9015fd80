package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Ends work by interruption when its time is up. */
final class TimeLimit {
    /** How long interrupted work may take to put in order what it leaves behind. */
    private static final long TIDY_SECONDS = 25;

    private TimeLimit() {}

    /**
     * The work's result; empty when the time was up.
     *
     * @throws Cancelled when this thread is interrupted; the work is, too, and its own words are told
     */
    static <T> Optional<T> run(Duration limit, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            thread.interrupt();
            ended(task);
            return Optional.empty();
        } catch (InterruptedException e) {
            thread.interrupt();
            Cancelled cancelled = ended(task);
            Thread.currentThread().interrupt();
            throw cancelled;
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    private static Cancelled ended(FutureTask<?> task) {
        try {
            task.get(TIDY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Cancelled cancelled) {
                return cancelled;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            return new Cancelled("cancelled; what a gate began does not stop and goes on in the background");
        }
        return new Cancelled("cancelled while asking a gate");
    }

    private static RuntimeException unchecked(@org.jspecify.annotations.Nullable Throwable cause) {
        if (cause instanceof OpsException expected) {
            return expected;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
