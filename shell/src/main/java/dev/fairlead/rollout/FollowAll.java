package dev.fairlead.rollout;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Replicas;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches several workloads until each is judged to be over; kind by kind they share their watches. */
final class FollowAll {
    private final List<Track> tracks;
    private final Connection connection;
    private final ProgressListener progress;
    private final boolean failFast;
    private final WaitRules rules;
    private final Map<Track, RolloutStatus> statuses = new LinkedHashMap<>();
    private final List<OpsException> failures = new ArrayList<>();

    FollowAll(List<Track> tracks, boolean failFast, WaitRules rules, ProgressListener progress) {
        this.tracks = List.copyOf(tracks);
        this.connection = new Connection(progress);
        this.progress = progress;
        this.failFast = failFast;
        this.rules = rules;
    }

    /**
     * Their statuses, in order.
     *
     * @throws RolloutsFailed when one is not current in the end
     */
    List<RolloutStatus> follow(WorkloadWatch watch) {
        long start = System.nanoTime();
        List<Track> open = new ArrayList<>(tracks);
        try {
            while (true) {
                boolean connected = connection.check(watch);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                open.removeIf(track -> isOver(track, watch, connected, took));
                boolean enough = failFast && !failures.isEmpty() || !rules.follow();
                if (open.isEmpty() || enough) {
                    return result();
                }
                if (took.compareTo(rules.limit()) > 0) {
                    late(open, took);
                    return result();
                }
                watch.awaitChange(Follower.TICK);
            }
        } catch (Cancelled e) {
            throw new Cancelled(
                    "stopped watching " + open.size() + " workloads; their rollouts go on in the cluster", List.of());
        }
    }

    private boolean isOver(Track track, WorkloadWatch watch, boolean connected, Duration took) {
        try {
            RolloutStatus status = track.look(watch, rules.tolerances());
            statuses.put(track, status);
            if (status.over()) {
                connection.check(watch);
                track.finished(status, watch, took);
                return true;
            }
            track.tell(status, watch, connected);
            return false;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            failed(track, e);
            return true;
        }
    }

    private void late(List<Track> open, Duration took) {
        for (Track track : open) {
            RolloutStatus status = statuses.getOrDefault(track, missing(track));
            failed(track, connection.unknown(track.ref().toString()).orElseGet(() -> track.late(status, rules, took)));
        }
    }

    private void failed(Track track, OpsException e) {
        statuses.put(track, e instanceof RolloutFailed judged ? judged.status() : missing(track));
        failures.add(e);
        if (rules.follow()) {
            progress.warn(e.message());
        }
    }

    private List<RolloutStatus> result() {
        List<RolloutStatus> all = tracks.stream()
                .map(track -> Optional.ofNullable(statuses.get(track)).orElseGet(() -> missing(track)))
                .toList();
        if (!failures.isEmpty()) {
            throw RolloutsFailed.of(all, failures);
        }
        return all;
    }

    private static RolloutStatus missing(Track track) {
        return new RolloutStatus(
                track.ref().toString(),
                track.namespace(),
                track.context(),
                State.NOT_FOUND,
                new Replicas(0, 0, 0, 0, 0),
                "",
                List.of(),
                "not found",
                List.of(),
                List.of());
    }
}
