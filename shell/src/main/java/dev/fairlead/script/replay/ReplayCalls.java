package dev.fairlead.script.replay;

import dev.fairlead.script.api.SnippetLoader;
import dev.fairlead.script.engine.StoppableSnippets;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Calls the snippets of a recording as JShell would: each on a new thread of a group of its own. What a thread that they
 * start throws is lost there, so it is here.
 */
final class ReplayCalls implements StoppableSnippets {
    /** What JShell weaves into loops and methods from JDK 22 on, where a thread cannot be stopped any more. */
    private static final String CANCEL = "REPL.$Cancel$";

    private final SnippetLoader loader;
    private volatile @Nullable Thread running;
    private volatile @Nullable Throwable failure;
    private volatile boolean cancelled;
    private volatile StackTraceElement[] cancelledAt = {};

    /** How a call ended: with a value, if the snippet has one, or with an exception. */
    record Called(@Nullable Object value, @Nullable Throwable thrown) {}

    ReplayCalls(SnippetLoader loader) {
        this.loader = loader;
    }

    /** Waits for a call's end. */
    Called call(Recording.Call call) throws ReflectiveOperationException, InterruptedException {
        Method method = loader.loadClass(call.className()).getDeclaredMethod(call.method());
        method.setAccessible(true);
        Running work = new Running(method);
        Thread thread = new Thread(new Silent(), work);
        running = thread;
        thread.start();
        thread.join();
        running = null;
        failure = work.thrown;
        return new Called(work.value, work.thrown);
    }

    @Override
    public boolean cancel() {
        cancelled = true;
        Thread thread = running;
        if (thread == null) {
            return false;
        }
        cancelledAt = thread.getStackTrace();
        thread.interrupt();
        return StoppableSnippets.inService(cancelledAt);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public void kill() {
        Thread thread = running;
        if (thread == null) {
            return;
        }
        try {
            if (loader.declared().containsKey(CANCEL)) {
                loader.loadClass(CANCEL).getField("allStop").set(null, true);
            } else {
                thread.stop();
            }
            thread.interrupt();
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            throw new IllegalStateException("a replayed snippet cannot be stopped", e);
        }
    }

    /** Where the snippet was when it was cancelled. */
    StackTraceElement[] cancelledAt() {
        return cancelledAt;
    }

    /** What the last snippet threw. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    private final class Running implements Runnable {
        private final Method method;
        private @Nullable Object value;
        private @Nullable Throwable thrown;

        Running(Method method) {
            this.method = method;
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            try {
                value = method.invoke(null);
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            } catch (IllegalAccessException | LinkageError e) {
                thrown = e;
            }
        }
    }

    private static final class Silent extends ThreadGroup {
        Silent() {
            super("replayed snippet");
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {}
    }
}
