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

/** Watches one or more workloads until each is judged to be over, and tells what changes meanwhile. */
final class RolloutFollower {
    /** Tolerances run out without any change in the cluster, so it is judged again after this long at most. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** One change of a workload is several events; short enough that nobody waits for it. */
    private static final Duration GULP = Duration.ofMillis(50);

    /** What comes together of many is judged together. */
    private static final Duration GULP_OF_MANY = Duration.ofMillis(200);

    private final List<FollowedWorkload> workloads;
    private final boolean many;
    private final Supplier<RegistryClient> registries;
    private final WatchConnection connection;
    private final ProgressListener progress;
    private final boolean failFast;
    private final WaitRules rules;
    private final Map<FollowedWorkload, RolloutStatus> statuses = new LinkedHashMap<>();
    private final Map<FollowedWorkload, OpsException> failures = new LinkedHashMap<>();

    RolloutFollower(
            List<FollowedWorkload> workloads,
            Supplier<RegistryClient> registries,
            boolean failFast,
            WaitRules rules,
            ProgressListener progress) {
        this.workloads = List.copyOf(workloads);
        this.many = workloads.size() > 1;
        this.registries = registries;
        this.connection = new WatchConnection(progress);
        this.progress = progress;
        this.failFast = failFast;
        this.rules = rules;
    }

    /**
     * The status of the only one.
     *
     * @param watch opened to follow it
     * @throws RolloutFailed when it failed, or is not over within the limit
     * @throws dev.fairlead.failure.Overtaken when another template took the place of the one that was written
     * @throws OpsException of kind NOT_FOUND when the workload is deleted meanwhile
     */
    RolloutStatus followOne(Supplier<WorkloadWatch> watch) {
        watchUntilOver(watch);
        for (OpsException failure : failures.values()) {
            throw failure;
        }
        return statuses().get(0);
    }

    /**
     * Their statuses, in order.
     *
     * @param watch opened to follow them
     * @throws RolloutsFailed when one is not current in the end
     */
    List<RolloutStatus> followAll(Supplier<WorkloadWatch> watch) {
        watchUntilOver(watch);
        if (!failures.isEmpty()) {
            throw RolloutsFailed.of(statuses(), List.copyOf(failures.values()));
        }
        return statuses();
    }

    private void watchUntilOver(Supplier<WorkloadWatch> opened) {
        List<FollowedWorkload> open = new ArrayList<>(workloads);
        try {
            try (WorkloadWatch watch = opened.get()) {
                watchUntilOver(watch, open);
            }
            // Not beside open watches: a server that is busy with those of many answers these too late.
            if (rules.follow()) {
                askOthers();
            }
        } catch (Cancelled e) {
            throw many ? cancelled(open) : workloads.get(0).cancelled();
        } finally {
            workloads.forEach(FollowedWorkload::close);
        }
    }

    private void watchUntilOver(WorkloadWatch watch, List<FollowedWorkload> open) {
        long start = System.nanoTime();
        ChangedKeys.Gulp gulp = ChangedKeys.Gulp.EVERYTHING;
        long looked = start;
        while (true) {
            boolean connected = connection.check(watch.trouble());
            long now = System.nanoTime();
            boolean thorough = !many || gulp.everything() || now - looked >= TICK.toNanos();
            looked = thorough ? now : looked;
            Duration took = Duration.ofNanos(now - start);
            judge(open, new Poll(watch, thorough), thorough ? ChangedKeys.Gulp.EVERYTHING : gulp, connected, took);
            if (open.isEmpty() || failFast && !failures.isEmpty() || !rules.follow()) {
                return;
            }
            if (took.compareTo(rules.limit()) > 0) {
                late(open, took);
                return;
            }
            gulp = watch.awaitChange(TICK.minusNanos(System.nanoTime() - looked), many ? GULP_OF_MANY : GULP);
        }
    }

    /** Only those that something happened to: of hundreds, most are at rest. */
    private void judge(
            List<FollowedWorkload> open, Poll poll, ChangedKeys.Gulp gulp, boolean connected, Duration took) {
        open.removeIf(workload ->
                poll.isAbout(workload.ref(), workload.namespace(), gulp) && isOver(workload, poll, connected, took));
    }

    private boolean isOver(FollowedWorkload workload, Poll poll, boolean connected, Duration took) {
        try {
            RolloutStatus status = workload.look(poll);
            statuses.put(workload, status);
            if (status.over()) {
                workload.finished(status, poll, took);
                return true;
            }
            workload.tell(status, poll, connected);
            return false;
        } catch (Cancelled e) {
            throw e;
        } catch (OpsException e) {
            failed(workload, e);
            return true;
        }
    }

    /** What an interrupted wait leaves behind, with the lines that go on with it. */
    private static Cancelled cancelled(List<FollowedWorkload> open) {
        Map<String, List<String>> left = new LinkedHashMap<>();
        open.forEach(workload -> left.computeIfAbsent(workload.namespace(), namespace -> new ArrayList<>())
                .add(workload.ref().toString()));
        List<String> lines = new ArrayList<>();
        left.forEach((namespace, names) -> lines.add("rollout status " + String.join(" ", names) + " -n " + namespace));
        return new Cancelled(
                "stopped watching " + open.size() + (open.size() == 1 ? " workload" : " workloads")
                        + "; what rolls out goes on in the cluster",
                lines);
    }

    private void late(List<FollowedWorkload> open, Duration took) {
        for (FollowedWorkload workload : open) {
            RolloutStatus status = statuses.getOrDefault(workload, missing(workload));
            failed(
                    workload,
                    connection.unknown(workload.ref().toString()).orElseGet(() -> workload.late(status, took)));
        }
    }

    private void failed(FollowedWorkload workload, OpsException e) {
        statuses.put(workload, known(e).orElseGet(() -> missing(workload)));
        failures.put(workload, e);
        if (many && rules.follow()) {
            progress.warn(e.message());
        }
    }

    /** What is known of a workload that has not become what it was to become. */
    private static Optional<RolloutStatus> known(OpsException e) {
        return e.result().filter(RolloutStatus.class::isInstance).map(RolloutStatus.class::cast);
    }

    private List<RolloutStatus> statuses() {
        return workloads.stream()
                .map(workload -> Optional.ofNullable(statuses.get(workload)).orElseGet(() -> missing(workload)))
                .toList();
    }

    /** Other layers may know why; a missing tag is told with the tags that there are. */
    private void askOthers() {
        List<FollowedWorkload> failed = new ArrayList<>();
        List<CrossLayerChecks.Question> questions = new ArrayList<>();
        failures.forEach((workload, failure) -> {
            if (failure instanceof RolloutFailed judged) {
                failed.add(workload);
                questions.add(workload.question(judged, registries.get()));
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

    private static RolloutStatus missing(FollowedWorkload workload) {
        return new RolloutStatus(
                workload.ref().toString(),
                workload.namespace(),
                workload.context(),
                State.NOT_FOUND,
                new Replicas(0, 0, 0, 0, 0),
                "",
                List.of(),
                "not found",
                List.of(),
                List.of());
    }
}
