package dev.fairlead.rollout.follow;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.Replicas;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.watch.ChangedKeys;
import dev.fairlead.rollout.watch.Poll;
import dev.fairlead.rollout.watch.WatchConnection;
import dev.fairlead.rollout.watch.WorkloadWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Watches several workloads until each is judged to be over; kind by kind they share their watches. */
final class WatchLoop {
    /** What comes together is judged together. */
    private static final Duration GULP = Duration.ofMillis(200);

    private final List<FollowedWorkload> tracks;
    private final Supplier<RegistryClient> registries;
    private final WatchConnection connection;
    private final ProgressListener progress;
    private final boolean failFast;
    private final WaitRules rules;
    private final Map<FollowedWorkload, RolloutStatus> statuses = new LinkedHashMap<>();
    private final Map<FollowedWorkload, OpsException> failures = new LinkedHashMap<>();

    WatchLoop(
            List<FollowedWorkload> tracks,
            Supplier<RegistryClient> registries,
            boolean failFast,
            WaitRules rules,
            ProgressListener progress) {
        this.tracks = List.copyOf(tracks);
        this.registries = registries;
        this.connection = new WatchConnection(progress);
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
        List<FollowedWorkload> open = new ArrayList<>(tracks);
        ChangedKeys.Gulp gulp = ChangedKeys.Gulp.EVERYTHING;
        long looked = start;
        try {
            while (true) {
                boolean connected = connection.check(watch.trouble());
                long now = System.nanoTime();
                boolean thorough = gulp.everything() || now - looked >= RolloutFollower.TICK.toNanos();
                looked = thorough ? now : looked;
                Duration took = Duration.ofNanos(now - start);
                judge(open, new Poll(watch, thorough), thorough ? ChangedKeys.Gulp.EVERYTHING : gulp, connected, took);
                boolean enough = failFast && !failures.isEmpty() || !rules.follow();
                if (open.isEmpty() || enough) {
                    return result();
                }
                if (took.compareTo(rules.limit()) > 0) {
                    late(open, took);
                    return result();
                }
                gulp = watch.awaitChange(RolloutFollower.TICK.minusNanos(System.nanoTime() - looked), GULP);
            }
        } catch (Cancelled e) {
            throw cancelled(open);
        } finally {
            tracks.forEach(FollowedWorkload::close);
        }
    }

    /** Only those that something happened to: of hundreds, most are at rest. */
    private void judge(
            List<FollowedWorkload> open, Poll look, ChangedKeys.Gulp gulp, boolean connected, Duration took) {
        open.removeIf(
                track -> look.isAbout(track.ref(), track.namespace(), gulp) && isOver(track, look, connected, took));
    }

    private boolean isOver(FollowedWorkload track, Poll look, boolean connected, Duration took) {
        try {
            RolloutStatus status = track.look(look);
            statuses.put(track, status);
            if (status.over()) {
                track.finished(status, look, took);
                return true;
            }
            track.tell(status, look, connected);
            return false;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            failed(track, e);
            return true;
        }
    }

    /** What an interrupted wait leaves behind, with the lines that go on with it. */
    static Cancelled cancelled(List<FollowedWorkload> open) {
        Map<String, List<String>> left = new LinkedHashMap<>();
        open.forEach(track -> left.computeIfAbsent(track.namespace(), namespace -> new ArrayList<>())
                .add(track.ref().toString()));
        List<String> lines = new ArrayList<>();
        left.forEach((namespace, names) -> lines.add("rollout status " + String.join(" ", names) + " -n " + namespace));
        return new Cancelled(
                "stopped watching " + open.size() + (open.size() == 1 ? " workload" : " workloads")
                        + "; what rolls out goes on in the cluster",
                lines);
    }

    private void late(List<FollowedWorkload> open, Duration took) {
        for (FollowedWorkload track : open) {
            RolloutStatus status = statuses.getOrDefault(track, missing(track));
            failed(track, connection.unknown(track.ref().toString()).orElseGet(() -> track.late(status, took)));
        }
    }

    private void failed(FollowedWorkload track, OpsException e) {
        statuses.put(track, known(e).orElseGet(() -> missing(track)));
        failures.put(track, e);
        if (rules.follow()) {
            progress.warn(e.message());
        }
    }

    /** What is known of a workload that has not become what it was to become. */
    private static Optional<RolloutStatus> known(OpsException e) {
        return e.result().filter(RolloutStatus.class::isInstance).map(RolloutStatus.class::cast);
    }

    private List<RolloutStatus> result() {
        if (rules.follow()) {
            askOthers();
        }
        List<RolloutStatus> all = tracks.stream()
                .map(track -> Optional.ofNullable(statuses.get(track)).orElseGet(() -> missing(track)))
                .toList();
        if (!failures.isEmpty()) {
            throw RolloutsFailed.of(all, List.copyOf(failures.values()));
        }
        return all;
    }

    /** Other layers may know why; a missing tag is told with the tags that there are. */
    private void askOthers() {
        List<FollowedWorkload> failed = new ArrayList<>();
        List<CrossLayerChecks.Question> questions = new ArrayList<>();
        failures.forEach((track, failure) -> {
            if (failure instanceof RolloutFailed judged) {
                failed.add(track);
                questions.add(track.question(judged, registries.get()));
            }
        });
        if (failed.isEmpty()) {
            return;
        }
        List<RolloutFailed> answered = CrossLayerChecks.answered(questions);
        for (int i = 0; i < answered.size(); i++) {
            failures.put(failed.get(i), answered.get(i));
            statuses.put(failed.get(i), answered.get(i).status());
        }
    }

    private static RolloutStatus missing(FollowedWorkload track) {
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
