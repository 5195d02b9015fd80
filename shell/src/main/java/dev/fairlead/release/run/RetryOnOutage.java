package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.function.Supplier;

/** A server that is away for a moment ends no release: what it did not answer is asked again. */
final class RetryOnOutage {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private RetryOnOutage() {}

    /**
     * Does work that can be repeated harmlessly until the server answers it.
     *
     * @param doing for whoever cancels it meanwhile
     * @throws OpsException of kind UNREACHABLE when it was away for too long, or what the work throws
     */
    static <T> T bridged(ProgressListener progress, String doing, Supplier<T> work) {
        long end = System.nanoTime() + LONGEST.toNanos();
        boolean told = false;
        while (true) {
            try {
                return work.get();
            } catch (OpsException e) {
                if (e.kind() != FailureKind.UNREACHABLE || System.nanoTime() > end) {
                    throw e;
                }
                if (!told) {
                    progress.warn(e.message() + "; it is tried again");
                }
                told = true;
                Pause.of(Duration.ofSeconds(2), "cancelled at: " + doing);
            }
        }
    }

    static void bridged(ProgressListener progress, String doing, Runnable work) {
        bridged(progress, doing, () -> {
            work.run();
            return true;
        });
    }
}
