package dev.fairlead.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.jline.utils.Signals;

/**
 * Work without a prompt. The first Ctrl-C interrupts it, so that it can say what it leaves behind; the second ends the
 * process at once. So do the TERM signals of whoever runs it, a pipeline or a node.
 */
public final class Foreground {
    private static final int CANCELLED = 130;

    private Foreground() {}

    /** Runs on the calling thread and gives the exit code. */
    public static int run(IntSupplier work) {
        Thread worker = Thread.currentThread();
        AtomicBoolean cancelled = new AtomicBoolean();
        // Meanwhile the work begins: registering costs as much as a short line. Before it, Ctrl-C ends the process.
        CompletableFuture<Object> before = CompletableFuture.supplyAsync(
                () -> Signals.register("INT", () -> interrupt(worker, cancelled)), Foreground::inBackground);
        CompletableFuture<Object> ending =
                before.thenApply(registered -> Signals.register("TERM", () -> interrupt(worker, cancelled)));
        try {
            int exitCode = work.getAsInt();
            return exitCode == 0 && cancelled.get() ? CANCELLED : exitCode;
        } finally {
            Signals.unregister("INT", before.join());
            Signals.unregister("TERM", ending.join());
        }
    }

    private static void interrupt(Thread worker, AtomicBoolean cancelled) {
        if (cancelled.getAndSet(true)) {
            Runtime.getRuntime().exit(CANCELLED);
        }
        worker.interrupt();
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "signals");
        thread.setDaemon(true);
        thread.start();
    }
}
