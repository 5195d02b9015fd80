package dev.fairlead.gate;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same for several at once. */
final class ParallelChecks {
    private static final int MOST = 8;

    private ParallelChecks() {}

    interface Task<T> extends Callable<T> {
        @Override
        T call();
    }

    /**
     * The results, in the order of the tasks.
     *
     * @throws Cancelled when the thread is interrupted; the tasks are interrupted, too
     */
    static <T> List<T> all(List<? extends Task<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(MOST, tasks.size()), work -> {
            Thread thread = new Thread(work, "gate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled("cancelled while asking several at once");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OpsException expected ? expected : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
