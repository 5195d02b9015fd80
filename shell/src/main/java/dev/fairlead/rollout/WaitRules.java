package dev.fairlead.rollout;

import dev.fairlead.rollout.judge.Tolerances;
import java.time.Duration;

/**
 * Whether and how long a rollout is followed.
 *
 * @param follow false to look once
 * @param limit after which it is given up
 */
public record WaitRules(boolean follow, Duration limit, Tolerances tolerances) {
    public static final WaitRules DEFAULT = new WaitRules(true, Duration.ofMinutes(10), Tolerances.DEFAULT);
    public static final WaitRules LOOK_ONCE = new WaitRules(false, Duration.ZERO, Tolerances.DEFAULT);

    public WaitRules withLimit(Duration newLimit) {
        return new WaitRules(follow, newLimit, tolerances);
    }
}
