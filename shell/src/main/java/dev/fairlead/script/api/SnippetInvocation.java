package dev.fairlead.script.api;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a snippet: its thread while it runs, its live value or its exception afterwards. */
public final class SnippetInvocation {
    private final Method method;
    private final Function<@Nullable Object, String> shown;
    private final BooleanSupplier cancelled;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Object value;

    /** @param shown the value as JShell shows it */
    public SnippetInvocation(Method method, Function<@Nullable Object, String> shown, BooleanSupplier cancelled) {
        this.method = method;
        this.shown = shown;
        this.cancelled = cancelled;
    }

    /** Runs the snippet on the calling thread and gives its value as JShell shows it. */
    Object run() throws Throwable {
        thread = Thread.currentThread();
        if (cancelled.getAsBoolean()) {
            Thread.currentThread().interrupt();
        }
        try {
            value = method.invoke(null);
            return new Shown(shown.apply(value));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            thread = null;
        }
    }

    @Nullable
    public Thread thread() {
        return thread;
    }

    @Nullable
    public Object value() {
        return value;
    }

    /** Keeps JShell from showing the value itself, on a thread that could not be stopped. */
    private record Shown(String text) {
        @Override
        public String toString() {
            return text;
        }
    }
}
