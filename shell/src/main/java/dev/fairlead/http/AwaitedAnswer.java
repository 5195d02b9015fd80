package dev.fairlead.http;

import dev.fairlead.progress.CurrentLine;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a peer's answer: at most as long as the line has time, with a word after five seconds, and no longer than
 * until the thread is interrupted.
 */
public final class AwaitedAnswer {
    private static final long WORD_AFTER_SECONDS = 5;

    private AwaitedAnswer() {}

    /**
     * The answer. Whoever stops waiting cancels the call himself.
     *
     * @param peer as messages call it, e.g. {@code the API server}
     * @param most how long it is waited for where the line has that time
     * @throws SocketTimeoutException when none came in time
     * @throws ExecutionException that holds why there is none
     */
    public static <T> T of(String peer, Future<T> call, Duration most)
            throws InterruptedException, ExecutionException, SocketTimeoutException {
        Duration limit = CurrentLine.patience(most);
        long began = System.nanoTime();
        boolean told = false;
        try {
            while (true) {
                long left = began + limit.toNanos() - System.nanoTime();
                try {
                    return call.get(Math.max(0, Math.min(left, 1_000_000_000)), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (left <= 1_000_000_000) {
                        CurrentLine.gaveUp();
                        throw new SocketTimeoutException("no answer within " + seconds(limit));
                    }
                }
                told |= tell(peer, began);
            }
        } finally {
            if (told) {
                CurrentLine.waits(peer, 0);
            }
        }
    }

    /** Says how long a peer is waited for already, where that is worth a word. */
    public static boolean tell(String peer, long began) {
        long seconds = Math.round((System.nanoTime() - began) / 1e9);
        if (seconds < WORD_AFTER_SECONDS) {
            return false;
        }
        CurrentLine.waits(peer, seconds);
        return true;
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 || limit.toSeconds() > 9
                ? limit.toSeconds() + " s"
                : limit.toMillis() / 1000.0 + " s";
    }
}
