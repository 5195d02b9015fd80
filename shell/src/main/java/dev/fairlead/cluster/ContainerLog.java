package dev.fairlead.cluster;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.LineStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/** The log of one container. */
public final class ContainerLog {
    private final ClusterClient cluster;
    private final LogsRequest request;
    private final Source source;

    /** @param request how to read it; whose it is, the source says */
    public ContainerLog(ClusterClient cluster, LogsRequest request, Source source) {
        this.cluster = cluster;
        this.request = request;
        this.source = source;
    }

    /**
     * Hands over line after line and returns after the last; of a log that is followed, when the container ends.
     *
     * @param from leaves out what was written before, to the second
     * @throws Cancelled when the thread is interrupted
     * @throws OpsException when the server refuses it or the connection breaks
     */
    public void read(Optional<Instant> from, Consumer<? super LogLine> taker) {
        ApiPath path = path(from);
        try (LineStream lines = request.follow() ? cluster.follow(path) : cluster.lines(path)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                boolean cut = !request.raw() && line.endsWith("\r");
                taker.accept(line(cut ? line.substring(0, line.length() - 1) : line));
                Cancelled.check("cancelled");
            }
        } catch (ApiFailure e) {
            throw LogTargets.failure(cluster, source, e);
        }
    }

    private LogLine line(String text) {
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

    private ApiPath path(Optional<Instant> from) {
        return ApiPath.of("v1", cluster.namespace(), "pods")
                .object(source.pod())
                .part("log")
                .with("container", source.container())
                .with("follow", request.follow())
                .with("previous", request.previous())
                .with("timestamps", request.timestamps())
                .with("tailLines", request.tail().map(String::valueOf).orElse(""))
                .with(
                        "sinceSeconds",
                        request.since().map(s -> "" + s.toSeconds()).orElse(""))
                .with("sinceTime", from.map(Instant::toString).orElse(""));
    }

    /**
     * Whose log.
     *
     * @param prefix what tells its lines from others'; empty where it is the only one
     */
    public record Source(String pod, String container, String prefix) {}
}
