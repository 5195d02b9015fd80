package dev.fairlead.rollout.follow;

import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;

/**
 * Judges what it has seen for itself. An object does not tell when it was changed last: the times of its managed fields
 * stay those of an earlier change of the same fields. So a controller is only blamed for not seeing a change that stood
 * before our eyes for as long as is tolerated.
 */
final class ObservedTimes {
    private static final Duration NEVER = Duration.ofDays(1);

    private long generation = -1;
    private long since;

    RolloutStatus judged(Snapshot snapshot, Tolerances tolerances) {
        Duration seen = seen(snapshot.workload());
        RolloutStatus status = Judge.judge(snapshot, tolerances);
        boolean blamed = status.verdicts().stream().anyMatch(verdict -> verdict.family() == Family.CONTROLLER);
        return blamed && seen.compareTo(tolerances.controller()) < 0
                ? Judge.judge(snapshot, tolerances.withController(NEVER))
                : status;
    }

    /** For how long the workload has been wanted as it is now. */
    private synchronized Duration seen(HasMetadata workload) {
        Long now = workload.getMetadata().getGeneration();
        if (now != null && now != generation) {
            generation = now;
            since = System.nanoTime();
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
