package dev.fairlead.script.api;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands live objects to compiled snippets, which can reach nothing but static members. What belongs to a session hangs
 * on the class loader of its snippets, so that it is found from any thread that runs their code.
 */
public final class SnippetHolder {
    /** Snippet threads are JShell's own and made by the thread that invokes. */
    private static final InheritableThreadLocal<@Nullable SnippetInvocation> CALLED = new InheritableThreadLocal<>();

    private SnippetHolder() {}

    /** The typed services of the session that the calling snippet belongs to. */
    public static ScriptApi api() {
        return scope().api();
    }

    /** The words after the script's name. */
    public static String[] arguments() {
        return scope().arguments().words();
    }

    /** What a gate's script is asked about; null in other scripts. */
    public static @Nullable GateApi gate() {
        return scope().gate();
    }

    /** The last result of a command. */
    public static @Nullable Object last() {
        return scope().last();
    }

    /** What the snippet thread runs instead of the snippet's own method; called by reflection only. */
    public static Object run() throws Throwable {
        return Objects.requireNonNull(CALLED.get()).run();
    }

    static SnippetScope scope() {
        return StackWalker.getInstance(
                        Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_HIDDEN_FRAMES))
                .walk(frames -> frames.map(frame -> frame.getDeclaringClass().getClassLoader())
                        .filter(SnippetLoader.class::isInstance)
                        .map(loader -> ((SnippetLoader) loader).scope())
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("only snippets have a session"));
    }

    public static void calling(@Nullable SnippetInvocation invocation) {
        if (invocation == null) {
            CALLED.remove();
        } else {
            CALLED.set(invocation);
        }
    }
}
