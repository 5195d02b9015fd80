package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether counts that are right will stay so. A pod must have been ready for the stability window; one whose container
 * crashed before must outlive that run; one whose liveness probe just failed must be past its next chance to be killed.
 * The pods may be newer than the counts: one that is counted and is not ready any more has not settled.
 */
final class Settling {
    /** A container that ran so long before it crashed is not asked to prove more. */
    private static final Duration MOST = Duration.ofSeconds(60);

    private final Snapshot snapshot;
    private final Duration window;

    private Settling(Snapshot snapshot, Duration window) {
        this.snapshot = snapshot;
        this.window = window;
    }

    static boolean isOver(Snapshot snapshot, Standing standing, Tolerances tolerances) {
        Duration window =
                standing.minReady().compareTo(tolerances.stable()) > 0 ? standing.minReady() : tolerances.stable();
        Settling settling = new Settling(snapshot, window);
        List<PodFacts> ready = standing.newest().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Readiness.isReady(pod))
                .map(pod -> new PodFacts(pod, snapshot.eventsOf(pod), snapshot.now(), tolerances, false))
                .toList();
        return (ready.size() + done(standing) >= counted(standing)
                        || standing.newest().isEmpty())
                && ready.stream().allMatch(settling::isSettled);
    }

    private static long done(Standing standing) {
        return standing.newest().stream()
                .filter(pod -> pod.getStatus() != null
                        && "Succeeded".equals(pod.getStatus().getPhase()))
                .count();
    }

    /** How many pods of the newest revision are available by the workload's own status. */
    private static int counted(Standing standing) {
        return Math.min(standing.replicas().available(), standing.replicas().updated());
    }

    private boolean isSettled(PodFacts pod) {
        boolean readyLongEnough = pod.condition("Ready")
                .map(c -> Times.passed(Times.of(c.getLastTransitionTime()), window, snapshot.now()))
                .orElse(false);
        return readyLongEnough
                && pod.containers().stream()
                        .filter(c -> !c.mustEnd() && c.isRunning())
                        .allMatch(c -> outlived(c) && isAlive(pod, c));
    }

    private boolean outlived(ContainerFacts container) {
        Optional<ContainerStateTerminated> before = container.endedBefore();
        if (before.isEmpty()) {
            return true;
        }
        Duration ran = Duration.between(
                Times.of(before.get().getStartedAt()), Times.of(before.get().getFinishedAt()));
        Duration needed = ran.compareTo(MOST) > 0 ? MOST : ran;
        return Times.passed(container.runningSince(), needed.plus(window), snapshot.now());
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
}
