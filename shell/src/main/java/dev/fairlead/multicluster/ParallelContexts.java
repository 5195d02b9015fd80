package dev.fairlead.multicluster;

import dev.fairlead.failure.Cancelled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Does the same in several contexts at once. */
final class ParallelContexts {
    private static final long PARTING_SECONDS = 30;

    private ParallelContexts() {}

    /**
     * The results in the order of the contexts. The work must not throw. An interruption is handed on to all of the work,
     * whose results are then awaited; the thread stays interrupted.
     */
    static <T> List<T> of(List<String> contexts, Function<String, T> work) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<T>> running = contexts.stream()
                    .map(context -> threads.submit(() -> work.apply(context)))
                    .toList();
            List<T> results = new ArrayList<>();
            boolean interrupted = false;
            for (Future<T> one : running) {
                try {
                    results.add(one.get());
                } catch (InterruptedException e) {
                    interrupted = true;
                    results.add(parting(threads, one));
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T parting(ExecutorService threads, Future<T> one) throws ExecutionException {
        threads.shutdownNow();
        try {
            return one.get(PARTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled; what was under way in the contexts goes on there");
        }
    }
}
