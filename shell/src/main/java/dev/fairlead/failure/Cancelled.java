package dev.fairlead.failure;

import java.util.List;

/** Ctrl-C, or the interruption of the thread that worked. The message names what was left behind. */
public final class Cancelled extends OpsException {
    public Cancelled(String message) {
        super(FailureKind.CANCELLED, message);
    }

    public Cancelled(String message, List<String> hints) {
        super(FailureKind.CANCELLED, message, List.of(), hints, null);
    }

    /** Throws if the current thread was interrupted; the interruption stays set. */
    public static void check(String leftBehind) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Cancelled(leftBehind);
        }
    }
}
