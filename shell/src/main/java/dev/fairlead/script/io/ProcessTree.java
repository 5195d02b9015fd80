package dev.fairlead.script.io;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and all that it started. */
public final class ProcessTree {
    private static final long GRACE_MILLIS = 2_000;

    private final Process root;

    public ProcessTree(Process root) {
        this.root = root;
    }

    /** Asks all of them to end, and ends those that do not. */
    public void end() {
        // Those of a parent that is gone cannot be found any more.
        List<ProcessHandle> all =
                Stream.concat(root.descendants(), Stream.of(root.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        boolean interrupted = Thread.interrupted();
        for (ProcessHandle process : all) {
            interrupted |= waited(process, end);
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the wait was interrupted */
    private static boolean waited(ProcessHandle process, long end) {
        try {
            process.onExit().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }
}
