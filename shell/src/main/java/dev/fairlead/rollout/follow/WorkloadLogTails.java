package dev.fairlead.rollout.follow;

import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the newest revision's pods log while their rollout is followed, told as its output. Every container is read in a
 * thread of its own, so that no log holds up a verdict; what is told ends when this is closed.
 */
final class WorkloadLogTails implements AutoCloseable {
    /** Each costs a connection and a thread. */
    private static final int MOST = 100;

    /** Of what has run for longer, only the last lines belong to the rollout. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    private static final int LINES_BEFORE = 10;
    private static final long END_MILLIS = 500;

    private final ClusterClient cluster;
    private final String task;
    private final ProgressListener progress;
    private final Map<String, ContainerLogTail> tails = new HashMap<>();
    private boolean begun;
    private boolean connected = true;
    private boolean full;
    private boolean denied;
    private boolean closed;

    /** @param cluster in the pods' namespace */
    WorkloadLogTails(ClusterClient cluster, String task, ProgressListener progress) {
        this.cluster = cluster;
        this.task = task;
        this.progress = progress;
    }

    /** Takes notice of pods and of their containers' runs. Returns at once. */
    void see(RolloutStatus status, Snapshot snapshot, boolean nowConnected) {
        if (nowConnected && !connected) {
            // A connection that is dead says nothing, and so does a log.
            tails.values().forEach(ContainerLogTail::again);
        }
        connected = nowConnected;
        Set<String> newest = status.pods().stream()
                .filter(pod -> pod.newest() && !pod.terminating())
                .map(RolloutStatus.PodLine::name)
                .collect(Collectors.toSet());
        snapshot.pods().stream()
                .filter(pod -> newest.contains(pod.getMetadata().getName()))
                .forEach(pod -> Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .forEach(container -> see(pod, container, snapshot.now())));
        begun = true;
    }

    private void see(Pod pod, ContainerStatus container, Instant now) {
        for (ContainerLogTail.Run run : ContainerLogTail.Run.of(container)) {
            String key = pod.getMetadata().getUid() + "/" + container.getName();
            if (!tails.containsKey(key) && !isRoom()) {
                return;
            }
            ContainerLogTail tail = tails.computeIfAbsent(
                    key,
                    name -> ContainerLogTail.begin(
                            cluster, this, pod.getMetadata().getName(), container.getName()));
            boolean old = !begun && run.began().plus(RECENT).isBefore(now);
            if (old && run.previous()) {
                tail.passOver(run);
            } else {
                tail.take(run, old ? Optional.of(LINES_BEFORE) : Optional.empty());
            }
        }
    }

    private synchronized boolean isRoom() {
        if (tails.size() >= MOST && !full) {
            full = true;
            progress.note("the logs of " + MOST + " containers are followed, and those of further ones are not");
        }
        return !full && !denied && !closed;
    }

    synchronized void tell(String source, String line) {
        if (!closed) {
            progress.on(new ProgressEvent.Output(task, "[" + source + "] " + line));
        }
    }

    /** The rollout is followed all the same. */
    synchronized void cannotRead(OpsException e) {
        if (!closed && !denied) {
            denied = true;
            progress.warn("no logs: " + e.message());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        tails.values().forEach(ContainerLogTail::close);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
        tails.values().forEach(tail -> tail.join((end - System.nanoTime()) / 1_000_000));
        tails.clear();
    }
}
