package dev.fairlead.release;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notice.Audience;
import dev.fairlead.rollout.WaitRules;
import dev.fairlead.rollout.WorkloadRef;

/**
 * What somebody wants of a release that has begun.
 *
 * @param full whether a promotion skips all that remains before it
 * @param asItIs whether what somebody else changed meanwhile is taken as it is
 * @param takeOver whether to take it from whoever works on it
 * @param overwrite whether what somebody else changed in the routes meanwhile is written over
 * @param audience who is told of it
 */
public record ReleaseLine(
        ClusterScope scope,
        WorkloadRef workload,
        boolean full,
        boolean asItIs,
        boolean takeOver,
        boolean overwrite,
        WaitRules rules,
        Audience audience) {

    public static ReleaseLine of(ClusterScope scope, WorkloadRef workload) {
        return new ReleaseLine(scope, workload, false, false, false, false, WaitRules.DEFAULT, Audience.SETTLED);
    }

    public ReleaseLine fully() {
        return new ReleaseLine(scope, workload, true, asItIs, takeOver, overwrite, rules, audience);
    }

    public ReleaseLine takingOver() {
        return new ReleaseLine(scope, workload, full, asItIs, true, overwrite, rules, audience);
    }

    public ReleaseLine overwriting() {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, true, rules, audience);
    }

    public ReleaseLine telling(Audience newAudience) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, overwrite, rules, newAudience);
    }

    public ReleaseLine with(WaitRules newRules) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, overwrite, newRules, audience);
    }
}
