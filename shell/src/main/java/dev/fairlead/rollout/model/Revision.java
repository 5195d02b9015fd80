package dev.fairlead.rollout.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/**
 * One revision of a workload.
 *
 * @param current whether the workload's template is this revision's
 * @param replicas its pods; for a StatefulSet or DaemonSet those that carry its hash
 * @param ready those of its pods that are ready
 * @param who the user who made it with fairlead, else the field manager of the current one; empty where unknown
 * @param changeCause why it was made; empty where nobody said
 * @param failed why it is known to have failed, e.g. {@code crash}; empty where no failure is known
 */
public record Revision(
        long number,
        boolean current,
        List<String> images,
        int replicas,
        int ready,
        Instant created,
        String who,
        String changeCause,
        String failed) {
    /** Whether it is known to have failed and none of its pods serve. */
    @JsonIgnore
    public boolean isOut() {
        return !failed.isEmpty() && ready == 0;
    }
}
