package dev.fairlead.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For which line a thread works: who hears of the peers that it waits for, and how long it waits for them. Threads that
 * it starts work for the same line. What belongs to no line waits without a word.
 */
public final class CurrentLine {
    /** After a line's own time is up, whoever answers promptly still tells what is worth knowing. */
    private static final Duration AFTER_THE_END = Duration.ofSeconds(2);

    /** What is set right after Ctrl-C, as long as the peer answers promptly. */
    private static final Duration AFTER_CTRL_C = Duration.ofMillis(800);

    private static final long BEGAN = System.nanoTime();
    private static final InheritableThreadLocal<CurrentLine> CURRENT = new InheritableThreadLocal<>();
    private static final CurrentLine NONE =
            new CurrentLine(null, ProgressListener.SILENT, Long.MAX_VALUE, AFTER_THE_END);

    private final @Nullable CurrentLine around;
    private final ProgressListener listener;
    private final long end;
    private final Duration grace;
    private final AtomicBoolean given = new AtomicBoolean();

    /** A thread of a pool may outlive the work in which it was started. */
    private volatile boolean over;

    private CurrentLine(@Nullable CurrentLine around, ProgressListener listener, long end, Duration grace) {
        this.around = around;
        this.listener = listener;
        this.end = end;
        this.grace = grace;
    }

    /** Does a line's work: the listener hears of what it waits for. */
    public static <T> T telling(ProgressListener listener, Supplier<T> work) {
        CurrentLine line = get();
        return in(new CurrentLine(line, listener, line.end, line.grace), work);
    }

    /** Does work that has a time limit of its own: no answer is waited for much beyond it. */
    public static <T> T within(Duration limit, Supplier<T> work) {
        CurrentLine line = get();
        long own = limit.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : now() + limit.toNanos();
        return in(new CurrentLine(line, line.listener, Math.min(own, line.end), AFTER_THE_END), work);
    }

    /**
     * Does what is to be done also by a thread that was interrupted, and has it interrupted again afterwards. After an
     * interruption, a peer that does not answer at once is not waited for.
     */
    public static void evenIfCancelled(Runnable work) {
        if (!Thread.interrupted()) {
            work.run();
            return;
        }
        CurrentLine line = get();
        try {
            in(new CurrentLine(line, line.listener, now(), AFTER_CTRL_C), () -> {
                work.run();
                return true;
            });
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    /** How long an answer is waited for now. */
    public static Duration patience(Duration usual) {
        CurrentLine line = get();
        if (line.end == Long.MAX_VALUE) {
            return usual;
        }
        Duration left = Duration.ofNanos(Math.max(0, line.end - now()));
        Duration least = line.given.get() ? Duration.ZERO : line.grace;
        Duration most = left.compareTo(least) < 0 ? least : left;
        return most.compareTo(usual) < 0 ? most : usual;
    }

    /** Nothing came in time; past the line's end, further answers are not waited for. */
    public static void gaveUp() {
        CurrentLine line = get();
        if (line.end != Long.MAX_VALUE && line.end <= now()) {
            line.given.set(true);
        }
    }

    /** Tells that a peer has not answered yet; with zero, that it is not waited for any more. */
    public static void waits(String peer, long seconds) {
        get().listener.on(new ProgressEvent.Waiting(peer, seconds));
    }

    private static <T> T in(CurrentLine line, Supplier<T> work) {
        CurrentLine before = CURRENT.get();
        CURRENT.set(line);
        try {
            return work.get();
        } finally {
            line.over = true;
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    private static CurrentLine get() {
        CurrentLine line = CURRENT.get();
        while (line != null && line.over) {
            line = line.around;
        }
        return line == null ? NONE : line;
    }

    /** Starts at zero with the class, so that the end of time is larger than every time. */
    private static long now() {
        return System.nanoTime() - BEGAN;
    }
}
