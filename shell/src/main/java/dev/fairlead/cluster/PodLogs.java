package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.LineStream;
import dev.fairlead.kubernetes.Query;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.progress.Streamed;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    private final List<Source> sources;
    private final ProgressListener progress;
    private int unreadable;

    PodLogs(ClusterClient cluster, LogsRequest request, List<Source> sources, ProgressListener progress) {
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
                for (Source source : sources) {
                    inTurn(source, taker);
                }
            }
        } catch (Cancelled e) {
            // Who follows a log ends it with Ctrl-C: nothing was left behind.
        }
    }

    private void inTurn(Source source, Consumer<? super LogLine> taker) {
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

    private void read(Source source, Consumer<? super LogLine> taker) {
        try (LineStream lines = cluster.lines(path(source))) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                taker.accept(line(source, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line));
                Cancelled.check("cancelled");
            }
        } catch (ApiFailure e) {
            throw LogTargets.failure(cluster, source, e);
        }
    }

    private void together(Consumer<? super LogLine> taker) {
        BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(QUEUED);
        List<Thread> readers = new ArrayList<>();
        for (Source source : sources) {
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

    private void arrive(Source source, BlockingQueue<Arrival> arrivals) {
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

    private LogLine line(Source source, String text) {
        Optional<Instant> time = Optional.empty();
        String line = text;
        int blank = text.indexOf(' ');
        if (request.timestamps() && blank > 0) {
            try {
                time = Optional.of(Instant.parse(text.substring(0, blank)));
                line = text.substring(blank + 1);
            } catch (DateTimeParseException e) {
                // A line that the kubelet itself wrote has no time.
                time = Optional.empty();
            }
        }
        return new LogLine(source.pod(), source.container(), time, line, source.prefix(), request.raw());
    }

    private String path(Source source) {
        return new Query()
                .with("container", source.container())
                .with("follow", request.follow())
                .with("previous", request.previous())
                .with("timestamps", request.timestamps())
                .with("tailLines", request.tail().map(String::valueOf).orElse(""))
                .with(
                        "sinceSeconds",
                        request.since().map(s -> "" + s.toSeconds()).orElse(""))
                .on("/api/v1/namespaces/" + cluster.namespace() + "/pods/" + source.pod() + "/log");
    }

    /** @param prefix empty where the log is the only one */
    record Source(String pod, String container, String prefix, JsonNode status) {}

    private record Arrival(@Nullable LogLine line, @Nullable OpsException failure) {}
}
