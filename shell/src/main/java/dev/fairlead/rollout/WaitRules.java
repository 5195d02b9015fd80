package dev.fairlead.rollout;

import dev.fairlead.rollout.judge.Tolerances;
import java.time.Duration;

/**
 * Whether and how long a rollout is followed.
 *
 * @param follow false to look once
 * @param limit after which it is given up
 * @param logs whether what the new pods log is told meanwhile
 */
public record WaitRules(boolean follow, Duration limit, Tolerances tolerances, boolean logs) {
    public static final WaitRules DEFAULT = new WaitRules(true, Duration.ofMinutes(10), Tolerances.DEFAULT);
    public static final WaitRules LOOK_ONCE = new WaitRules(false, Duration.ZERO, Tolerances.DEFAULT);

    /** Without logs. */
    public WaitRules(boolean follow, Duration limit, Tolerances tolerances) {
        this(follow, limit, tolerances, false);
    }

    public WaitRules withLimit(Duration newLimit) {
        return new WaitRules(follow, newLimit, tolerances, logs);
    }

    public WaitRules withLogs() {
        return new WaitRules(follow, limit, tolerances, true);
    }
}
