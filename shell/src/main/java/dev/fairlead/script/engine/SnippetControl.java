package dev.fairlead.script.engine;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.script.api.SnippetHolder;
import dev.fairlead.script.api.SnippetInvocation;
import dev.fairlead.script.api.SnippetLoader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled snippets in this process and keeps what JShell would turn into text: live values and the original
 * exceptions. All that JShell asks for in the course of a session goes through {@link #load} and {@link #invoke}.
 */
public class SnippetControl extends LocalExecutionControl implements StoppableSnippets {
    private static final Method RUN = method();

    private final boolean shown;
    private final List<@Nullable Object> values = new ArrayList<>();
    private volatile @Nullable Throwable failure;
    private volatile @Nullable OpsException lost;
    private volatile @Nullable SnippetInvocation running;
    private volatile boolean cancelled;
    private volatile StackTraceElement[] cancelledAt = {};

    /** @param shown whether values are wanted as text, too */
    public SnippetControl(SnippetLoader loader, boolean shown) {
        super(loader);
        this.shown = shown;
    }

    /** Forgets values, exception and cancellation of the evaluation before. */
    final void begin() {
        values.clear();
        failure = null;
        lost = null;
        cancelled = false;
        cancelledAt = new StackTraceElement[0];
    }

    /** JShell goes on in silence after an internal failure, e.g. where the compiler crashed and there is no class. */
    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            return super.invoke(className, methodName);
        } catch (InternalException e) {
            lost = new OpsException(FailureKind.INVALID, "the compiler of this JDK fails on this snippet", e);
            throw e;
        }
    }

    @Override
    protected String invoke(Method method) throws Exception {
        if (cancelled) {
            throw new StoppedException();
        }
        SnippetInvocation invocation =
                new SnippetInvocation(method, shown ? SnippetControl::text : value -> "", () -> cancelled);
        running = invocation;
        SnippetHolder.calling(invocation);
        // JDK 17 replaces it in every call
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        try {
            String text = super.invoke(RUN);
            values.add(invocation.value());
            return text;
        } catch (InvocationTargetException e) {
            failure = e.getCause();
            if (e.getCause() instanceof SPIResolutionException) {
                throw e;
            }
            throw new InvocationTargetException(new SnippetThrew());
        } finally {
            running = null;
            SnippetHolder.calling(null);
            Thread.setDefaultUncaughtExceptionHandler(handler);
        }
    }

    @Override
    public final boolean cancel() {
        cancelled = true;
        Thread thread = thread();
        if (thread == null) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        cancelledAt = stack;
        thread.interrupt();
        return StoppableSnippets.inService(stack);
    }

    @Override
    public final void kill() {
        try {
            stop();
        } catch (ExecutionControl.EngineTerminationException | ExecutionControl.InternalException e) {
            throw new Cancelled("the snippet could not be stopped: " + e.getMessage());
        }
    }

    /** Where the snippet was when it was cancelled. */
    final StackTraceElement[] cancelledAt() {
        return cancelledAt;
    }

    /** The exception that the last snippet threw, untouched. */
    final @Nullable Throwable failure() {
        return failure;
    }

    /** Why a snippet of this evaluation did not run at all; null where all did. */
    final @Nullable OpsException lost() {
        return lost;
    }

    /** The values of the snippets of this evaluation, in order; null where a snippet has none. */
    final List<@Nullable Object> values() {
        return values;
    }

    /** A value as JShell shows it; an object whose {@code toString} fails is shown by its class. */
    public static String text(@Nullable Object value) {
        try {
            return valueString(value);
        } catch (RuntimeException e) {
            return value == null ? "null" : value.getClass().getName() + " (toString failed: " + e + ")";
        }
    }

    private @Nullable Thread thread() {
        SnippetInvocation invocation = running;
        return invocation == null ? null : invocation.thread();
    }

    private static Method method() {
        try {
            return SnippetHolder.class.getMethod("run");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stands for the exception towards JShell, whose own translation fails on frames without a file. */
    private static final class SnippetThrew extends RuntimeException {
        SnippetThrew() {
            super("", null, false, false);
        }
    }
}
