package dev.fairlead.script.engine;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.script.api.SnippetLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The thread that JShell lives on. Interrupting a thread that waits for it stops the snippet that runs, and never
 * reaches the compiler, whose open jars it would close.
 */
public final class SnippetThread {
    /** How long an interrupted snippet may take to end by itself. */
    private static final long GRACE_MILLIS = 400;

    /** How long a service may take to put in order what it leaves behind. */
    private static final long SERVICE_MILLIS = 20_000;

    /** The compiler goes down into expressions as deep as they nest; what is not used of it costs nothing. */
    private static final long STACK = 64L << 20;

    private final StoppableSnippets control;
    private final ThreadPoolExecutor worker;
    private final BooleanSupplier tidying;
    private final AtomicInteger callers = new AtomicInteger();
    private volatile boolean lost;

    public SnippetThread(StoppableSnippets control, SnippetLoader loader) {
        this.control = control;
        this.tidying = () -> loader.scope().session().isTidying();
        this.worker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(null, work, "java", STACK);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** Waits for work there. After an interruption the work's own end is awaited and {@link Cancelled} thrown. */
    public <T> T call(Callable<T> work) {
        Future<T> future = worker.submit(work);
        callers.incrementAndGet();
        try {
            return result(future);
        } catch (InterruptedException e) {
            try {
                stop(future);
            } finally {
                Thread.currentThread().interrupt();
            }
            throw new Cancelled("cancelled");
        } finally {
            callers.decrementAndGet();
        }
    }

    boolean isIdle() {
        return callers.get() == 0;
    }

    boolean isLost() {
        return lost;
    }

    public void close(Runnable last) {
        if (!lost) {
            worker.execute(last);
        }
        worker.shutdown();
    }

    private <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw unchecked(cause == null ? e : cause);
        }
    }

    private void stop(Future<?> future) {
        boolean inService = control.cancel();
        if (ended(future, inService ? SERVICE_MILLIS : GRACE_MILLIS)) {
            return;
        }
        // what a script wants done in the end is done: it is no part of what was cancelled
        if (!inService && tidying.getAsBoolean() && ended(future, SERVICE_MILLIS)) {
            return;
        }
        control.kill();
        if (!ended(future, GRACE_MILLIS)) {
            lost = true;
            throw new Cancelled("cancelled; what was running does not stop and goes on in the background");
        }
    }

    /** Whether the work ends in time; a second interruption ends the wait. */
    private static boolean ended(Future<?> future, long millis) {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException | TimeoutException e) {
            return false;
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(cause);
    }
}
