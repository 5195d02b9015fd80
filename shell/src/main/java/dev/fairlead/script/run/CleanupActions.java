package dev.fairlead.script.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;

/** What is to be done when a step or a run ends: what was asked for last is done first, and each is done. */
final class CleanupActions {
    private final Deque<FailureAction> whenFailed = new ConcurrentLinkedDeque<>();
    private final Deque<VoidAction> always = new ConcurrentLinkedDeque<>();

    void whenFailed(FailureAction what) {
        whenFailed.push(what);
    }

    void always(VoidAction what) {
        always.push(what);
    }

    boolean isEmpty() {
        return whenFailed.isEmpty() && always.isEmpty();
    }

    /** @param trouble hears of what failed itself, with the name of what it was */
    void failed(StepFailure failure, BiConsumer<String, Throwable> trouble) {
        drained(whenFailed).forEach(one -> tried("onFailure", () -> one.run(failure), trouble));
    }

    void ended(BiConsumer<String, Throwable> trouble) {
        drained(always).forEach(one -> tried("finallyDo", one, trouble));
    }

    private static <T> Deque<T> drained(Deque<T> from) {
        Deque<T> all = new ArrayDeque<>(from);
        from.clear();
        return all;
    }

    /** An interruption ended the work, not this. */
    private static void tried(String what, VoidAction action, BiConsumer<String, Throwable> trouble) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } catch (Exception | LinkageError | AssertionError e) {
            trouble.accept(what, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
