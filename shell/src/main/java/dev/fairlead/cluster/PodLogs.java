package dev.fairlead.cluster;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The logs of containers: one after another, or, where they are followed, all at once. Pods that come later are not
 * followed. Ends quietly when the thread is interrupted.
 */
final class PodLogs implements Streamed<LogLine> {
    private static final int QUEUED = 1_000;

    private final ClusterClient cluster;
    private final LogsRequest request;
    private final List<ContainerLog.Source> sources;
    private final ProgressListener progress;
    private int unreadable;

    PodLogs(ClusterClient cluster, LogsRequest request, List<ContainerLog.Source> sources, ProgressListener progress) {
        this.cluster = cluster;
        this.request = request;
        this.sources = List.copyOf(sources);
        this.progress = progress;
    }

    @Override
    public void forEach(Consumer<? super LogLine> taker) {
        try {
            if (request.follow() && sources.size() > 1) {
                together(taker);
            } else {
                for (ContainerLog.Source source : sources) {
                    inTurn(source, taker);
                }
            }
        } catch (Cancelled e) {
            // Who follows a log ends it with Ctrl-C: nothing was left behind.
        }
    }

    private void inTurn(ContainerLog.Source source, Consumer<? super LogLine> taker) {
        try {
            read(source, taker);
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            passOver(e);
        }
    }

    /** A pod that is not there yet, or no more, hides none of the others' logs. */
    private void passOver(OpsException failure) {
        unreadable++;
        if (unreadable == sources.size()) {
            throw failure;
        }
        progress.warn(failure.message());
    }

    private void read(ContainerLog.Source source, Consumer<? super LogLine> taker) {
        new ContainerLog(cluster, request, source).read(Optional.empty(), taker);
    }

    private void together(Consumer<? super LogLine> taker) {
        BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(QUEUED);
        List<Thread> readers = new ArrayList<>();
        for (ContainerLog.Source source : sources) {
            Thread reader = new Thread(() -> arrive(source, arrivals), "log of " + source.pod());
            reader.setDaemon(true);
            readers.add(reader);
            reader.start();
        }
        try {
            int open = sources.size();
            while (open > 0) {
                Arrival arrival = arrivals.take();
                if (arrival.failure() != null) {
                    passOver(arrival.failure());
                    open--;
                } else if (arrival.line() == null) {
                    open--;
                } else {
                    taker.accept(arrival.line());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.forEach(Thread::interrupt);
        }
    }

    private void arrive(ContainerLog.Source source, BlockingQueue<Arrival> arrivals) {
        Arrival last = new Arrival(null, null);
        try {
            read(source, line -> put(arrivals, new Arrival(line, null)));
        } catch (Cancelled e) {
            return;
        } catch (OpsException e) {
            last = new Arrival(null, e);
        }
        put(arrivals, last);
    }

    private static void put(BlockingQueue<Arrival> arrivals, Arrival arrival) {
        try {
            arrivals.put(arrival);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Arrival(@Nullable LogLine line, @Nullable OpsException failure) {}
}
