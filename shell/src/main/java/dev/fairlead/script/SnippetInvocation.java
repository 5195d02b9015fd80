package dev.fairlead.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a snippet: its thread while it runs, its live value or its exception afterwards. */
final class SnippetInvocation {
    private final Method method;
    private final boolean shown;
    private final BooleanSupplier cancelled;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Object value;

    /** @param shown whether the value is wanted as text, too */
    SnippetInvocation(Method method, boolean shown, BooleanSupplier cancelled) {
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
            return new Shown(shown ? SnippetControl.text(value) : "");
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            thread = null;
        }
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    @Nullable
    Object value() {
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
