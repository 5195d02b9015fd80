package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether counts that are right will stay so. A pod must have been ready for the stability window, and a container that
 * no probe asks must have run for a longer one, since ready says nothing of it; one whose container crashed before must
 * outlive that run; one whose liveness probe just failed must be past its next chance to be killed. The pods may be newer
 * than the counts: one that is counted and is not ready any more has not settled. Where the user named a window it holds.
 */
final class Settling {
    private static final Duration UNPROBED = Duration.ofSeconds(15);

    /** A container that ran so long before it crashed is not asked to prove more. */
    private static final Duration MOST = Duration.ofSeconds(60);

    /** The API's times are whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    /** A kubelet looks for containers that ended once a second. */
    private static final Duration RELIST = Duration.ofSeconds(1);

    /** Of containers that ran so long it is no news that nothing probes them. */
    private static final Duration LONG = Duration.ofMinutes(10);

    /** What a kubelet tells of a container before it begins. */
    private static final List<String> OF_NEXT_RUN = List.of("BackOff", "Pulled", "Created");

    private final Snapshot snapshot;
    private final WorkloadStanding standing;
    private final Tolerances tolerances;
    private final List<PodFacts> ready;
    /** How long a pod must have been ready. */
    private final Duration window;

    Settling(Snapshot snapshot, WorkloadStanding standing, Tolerances tolerances) {
        this.snapshot = snapshot;
        this.standing = standing;
        this.tolerances = tolerances;
        this.ready = standing.newest().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.isReady(pod))
                .map(pod -> PodFacts.of(pod, snapshot, tolerances))
                .toList();
        this.window = longer(standing.minReady(), tolerances.ready()).plus(isNamed() ? Duration.ZERO : ROUNDING);
    }

    boolean isOver() {
        return snapshot.workload() instanceof Job
                || (ready.size() + succeeded() >= counted() || standing.newest().isEmpty())
                        && ready.stream().allMatch(this::isSettled);
    }

    /** What is waited for. */
    String waiting() {
        String unprobed = unprobed(" and must run for ");
        return unprobed.isEmpty() ? ", settling" : ", settling: " + unprobed;
    }

    /** What was seen of containers that no probe asks. */
    String seen() {
        String unprobed = unprobed("; ran ");
        return unprobed.isEmpty() ? "" : "; " + unprobed;
    }

    private String unprobed(String then) {
        Map<Duration, TreeSet<String>> names = new TreeMap<>();
        for (PodFacts pod : ready) {
            pod.containers().stream()
                    .filter(c -> isUnprobed(c) && !Times.passed(since(pod, c), LONG, snapshot.now()))
                    .forEach(c -> names.computeIfAbsent(unprobedWindow(c), key -> new TreeSet<>())
                            .add(c.name()));
        }
        return names.entrySet().stream()
                .map(e -> String.join(", ", e.getValue())
                        + (e.getValue().size() == 1 ? " has" : " have") + " no readiness probe" + then
                        + e.getKey().toSeconds() + "s")
                .collect(Collectors.joining("; "));
    }

    private boolean isNamed() {
        return tolerances.stable().isPresent();
    }

    private long succeeded() {
        return standing.newest().stream()
                .filter(pod -> "Succeeded".equals(pod.getStatus().getPhase()))
                .count();
    }

    /** How many pods of the newest revision are available by the workload's own status. */
    private int counted() {
        return Math.min(standing.replicas().available(), standing.replicas().updated());
    }

    private boolean isSettled(PodFacts pod) {
        return Times.passed(readySince(pod), window, snapshot.now())
                && outlivedEvictions(pod)
                && pod.containers().stream()
                        .filter(c -> !c.mustEnd() && c.isRunning())
                        .allMatch(c ->
                                ranLongEnough(pod, c) && outlived(pod, c) && isAlive(pod, c) && !isMadeAnew(pod, c));
    }

    private static Instant readySince(PodFacts pod) {
        return pod.condition("Ready")
                .map(c -> Times.of(c.getLastTransitionTime()))
                .orElse(Instant.EPOCH);
    }

    private boolean ranLongEnough(PodFacts pod, ContainerFacts container) {
        return !isUnprobed(container)
                || Times.passed(since(pod, container), unprobedWindow(container).plus(slack(pod)), snapshot.now());
    }

    /** Whether events tell of a next run already, which a busy node's status does not. */
    private static boolean isMadeAnew(PodFacts pod, ContainerFacts container) {
        Instant began = container.runningSince();
        return !began.equals(Instant.EPOCH)
                && pod.events().stream()
                        .filter(e ->
                                OF_NEXT_RUN.contains(String.valueOf(e.getReason())) && PodFacts.isAbout(e, container))
                        .anyMatch(e -> Times.of(e).isAfter(began.plus(ROUNDING)));
    }

    /** By how much the end of a container may be told late: twice as much as its beginning was. */
    private static Duration slack(PodFacts pod) {
        return longer(RELIST, delay(pod).multipliedBy(2)).plus(ROUNDING);
    }

    /**
     * How late a node told that the pod's containers run. A busy one sees and says it seconds after it happened. Where a
     * probe was waited for, only the saying can be measured.
     */
    private static Duration delay(PodFacts pod) {
        boolean asked = pod.containers().stream()
                .anyMatch(c -> !c.mustEnd()
                        && (c.container().getReadinessProbe() != null
                                || c.container().getStartupProbe() != null));
        Instant happened = asked ? readySince(pod) : began(pod);
        Instant told = Times.told(pod.pod());
        if (happened.equals(Instant.EPOCH) || told.isBefore(happened)) {
            return Duration.ZERO;
        }
        Duration late = Duration.between(happened, told);
        return late.compareTo(MOST) > 0 ? MOST : late;
    }

    private static Instant began(PodFacts pod) {
        return pod.containers().stream()
                .map(ContainerFacts::runningSince)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** Whether ready says nothing of a container that goes on running, and the user named no window. */
    private boolean isUnprobed(ContainerFacts container) {
        return !isNamed()
                && !container.mustEnd()
                && container.isRunning()
                && container.container().getReadinessProbe() == null
                && container.container().getStartupProbe() == null;
    }

    /** Long enough for a liveness probe to be asked and to answer. */
    private Duration unprobedWindow(ContainerFacts container) {
        Duration least =
                longer(UNPROBED, Probes.firstAnswer(container.container().getLivenessProbe()));
        return longer(standing.minReady(), least.compareTo(MOST) > 0 ? MOST : least);
    }

    /** Some nodes do not tell when a container began. */
    private static Instant since(PodFacts pod, ContainerFacts container) {
        Instant began = container.runningSince();
        return began.equals(Instant.EPOCH) ? readySince(pod) : began;
    }

    private boolean outlived(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> before = container.endedBefore();
        if (before.isEmpty()) {
            return true;
        }
        Duration ran = Duration.between(
                Times.of(before.get().getStartedAt()), Times.of(before.get().getFinishedAt()));
        Duration needed = ran.compareTo(MOST) > 0 ? MOST : ran;
        Duration more = isNamed() ? window : longer(window, slack(pod));
        return Times.passed(container.runningSince(), needed.plus(more), snapshot.now());
    }

    /** A pod that follows one which used more than it may will do the same. */
    private boolean outlivedEvictions(PodFacts pod) {
        Instant made = Times.of(pod.pod().getMetadata().getCreationTimestamp());
        boolean outlived = standing.newest().stream()
                .filter(Evictions::isForOwnLimit)
                .filter(evicted ->
                        !Times.of(evicted.getMetadata().getCreationTimestamp()).isAfter(made))
                .map(evicted -> Evictions.ran(PodFacts.of(evicted, snapshot, tolerances)))
                .allMatch(ran -> Times.passed(
                        made,
                        (ran.compareTo(MOST) > 0 ? MOST : ran).plus(isNamed() ? window : UNPROBED),
                        snapshot.now()));
        return outlived && (isNamed() || !isReplacement(made) || Times.passed(made, MOST, snapshot.now()));
    }

    /** These two take failed pods away themselves; what is left is that they say so. */
    private boolean isReplacement(Instant made) {
        HasMetadata workload = snapshot.workload();
        return (workload instanceof StatefulSet || workload instanceof DaemonSet)
                && snapshot.eventsOf(workload).stream()
                        .filter(e -> Evictions.REPLACED.contains(String.valueOf(e.getReason())))
                        .anyMatch(e -> Duration.between(Times.of(e), made).abs().compareTo(UNPROBED) < 0);
    }

    private boolean isAlive(PodFacts pod, ContainerFacts container) {
        Probe liveness = container.container().getLivenessProbe();
        if (liveness == null) {
            return true;
        }
        Duration patience = Duration.ofSeconds(Probes.patience(liveness)).plus(window);
        return pod.event("Liveness probe", "Unhealthy")
                .map(Times::of)
                .filter(failed -> failed.isAfter(container.runningSince()))
                .map((Instant failed) -> Times.passed(failed, patience, snapshot.now()))
                .orElse(true);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
