package dev.fairlead.release.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.List;
import java.util.Optional;

/**
 * How workloads stand: one shape for one and for many.
 *
 * @param workloads in order
 * @param release of the one that was asked for; empty where none is under way
 * @param asked what the line was about
 */
public record StatusResult(
        List<RolloutStatus> workloads,
        Optional<ReleaseState> release,
        @JsonIgnore Asked asked) {
    /** What a line may be about. */
    public enum Asked {
        ONE,
        SEVERAL,
        EVERY_NAMESPACE
    }
}
