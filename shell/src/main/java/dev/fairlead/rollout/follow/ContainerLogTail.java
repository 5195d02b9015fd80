package dev.fairlead.rollout.follow;

import dev.fairlead.cluster.ContainerLog;
import dev.fairlead.cluster.LogLine;
import dev.fairlead.cluster.LogsRequest;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One container's log, followed from each of its runs to the next and over lost connections; no line is told twice. A
 * line carries the time at which it was written, by which it is known again.
 */
final class ContainerLogTail {
    /** A stream that ends although its container still runs was cut off; the status that says so may be a little old. */
    private static final Duration STILL_RUNS = Duration.ofSeconds(5);

    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 4_000;
    private static final int MOST_REFUSALS = 5;

    private final ClusterClient cluster;
    private final WorkloadLogTails tails;
    private final ContainerLog.Source source;
    private final Thread thread;
    private final Deque<Wanted> ahead = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private Instant last = Instant.EPOCH;
    private String read = "";
    private long readAt;
    private volatile boolean closed;

    private ContainerLogTail(ClusterClient cluster, WorkloadLogTails tails, ContainerLog.Source source) {
        this.cluster = cluster;
        this.tails = tails;
        this.source = source;
        this.thread = new Thread(this::run, "log of " + source.prefix());
        thread.setDaemon(true);
    }

    /** Waits in its thread for a run to read. */
    static ContainerLogTail begin(ClusterClient cluster, WorkloadLogTails tails, String pod, String container) {
        ContainerLogTail tail =
                new ContainerLogTail(cluster, tails, new ContainerLog.Source(pod, container, pod + "/" + container));
        tail.thread.start();
        return tail;
    }

    /** Reads a run when those before it are read; each once, however often it is told. */
    synchronized void take(Run run, Optional<Integer> lines) {
        boolean cut = run.running() && run.id().equals(read) && System.nanoTime() - readAt > STILL_RUNS.toNanos();
        if (known.add(run.id()) || cut) {
            read = "";
            ahead.add(new Wanted(run, lines));
            notifyAll();
        }
    }

    synchronized void passOver(Run run) {
        known.add(run.id());
    }

    /** Connects anew, in case the connection died without a word. */
    void again() {
        thread.interrupt();
    }

    void close() {
        closed = true;
        thread.interrupt();
    }

    void join(long millis) {
        try {
            if (millis > 0) {
                thread.join(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            Wanted next = next();
            if (next != null) {
                read(next);
            }
        }
    }

    private synchronized @Nullable Wanted next() {
        try {
            while (ahead.isEmpty()) {
                wait();
            }
            return ahead.poll();
        } catch (InterruptedException e) {
            return null;
        }
    }

    /** To the run's end. */
    private void read(Wanted wanted) {
        int refusals = 0;
        long pause = FIRST_PAUSE_MILLIS;
        boolean more = true;
        while (more && !closed) {
            Instant told = last;
            try {
                Optional<Instant> from = told.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(told);
                new ContainerLog(cluster, request(wanted), source).read(from, line -> tell(line, told));
                more = false;
            } catch (Cancelled e) {
                // Either it is closed, or it shall connect again.
                Thread.interrupted();
            } catch (OpsException e) {
                more = isWorthAnotherTry(e) && (e.kind() == FailureKind.UNREACHABLE || ++refusals < MOST_REFUSALS);
                pause(pause);
                pause = told.equals(last) ? Math.min(pause * 2, LONGEST_PAUSE_MILLIS) : FIRST_PAUSE_MILLIS;
            }
        }
        finished(wanted.run());
    }

    private boolean isWorthAnotherTry(OpsException e) {
        if (e.kind() == FailureKind.DENIED) {
            tails.cannotRead(e);
        }
        return e.kind() != FailureKind.DENIED && e.kind() != FailureKind.NOT_FOUND;
    }

    private synchronized void finished(Run run) {
        read = run.id();
        readAt = System.nanoTime();
    }

    /** What has no time is not of the container: the kubelet's own words in the log's place. */
    private void tell(LogLine line, Instant told) {
        line.time().filter(time -> time.isAfter(told)).ifPresent(time -> {
            last = time;
            tails.tell(source.prefix(), line.line());
        });
    }

    private static LogsRequest request(Wanted wanted) {
        return LogsRequest.timed(!wanted.run().previous(), wanted.run().previous(), wanted.lines());
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            // Only the pause is over: whoever interrupts says by a flag whether all is.
            Thread.interrupted();
        }
    }

    /** @param lines the last ones only */
    private record Wanted(Run run, Optional<Integer> lines) {}

    /**
     * One run of a container.
     *
     * @param previous whether another one has begun since
     */
    record Run(String id, boolean previous, boolean running, Instant began) {
        /** Those that a status knows, the older one first. */
        static List<Run> of(ContainerStatus status) {
            List<Run> runs = new ArrayList<>();
            ContainerState now = status.getState();
            ContainerStateRunning running = now == null ? null : now.getRunning();
            ContainerStateTerminated ended = now == null ? null : now.getTerminated();
            ContainerState before = status.getLastState();
            if (before != null && before.getTerminated() != null) {
                add(before.getTerminated(), running != null || ended != null, runs);
            }
            if (running != null && status.getContainerID() != null) {
                runs.add(new Run(status.getContainerID(), false, true, time(running.getStartedAt())));
            } else if (ended != null) {
                add(ended, false, runs);
            }
            return runs;
        }

        private static void add(ContainerStateTerminated ended, boolean previous, List<Run> to) {
            if (ended.getContainerID() != null) {
                to.add(new Run(ended.getContainerID(), previous, false, time(ended.getStartedAt())));
            }
        }

        private static Instant time(@Nullable String text) {
            return text == null || text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
        }
    }
}
