package dev.fairlead.release;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.WaitRules;
import dev.fairlead.rollout.WorkloadRef;

/**
 * What somebody wants of a release that has begun.
 *
 * @param full whether a promotion skips all that remains before it
 * @param asItIs whether what somebody else changed meanwhile is taken as it is
 * @param takeOver whether to take it from whoever works on it
 * @param overwrite whether what somebody else changed in the routes meanwhile is written over
 */
public record ReleaseLine(
        ClusterScope scope,
        WorkloadRef workload,
        boolean full,
        boolean asItIs,
        boolean takeOver,
        WaitRules rules,
        boolean overwrite) {

    public ReleaseLine(
            ClusterScope scope, WorkloadRef workload, boolean full, boolean asItIs, boolean takeOver, WaitRules rules) {
        this(scope, workload, full, asItIs, takeOver, rules, false);
    }

    public static ReleaseLine of(ClusterScope scope, WorkloadRef workload) {
        return new ReleaseLine(scope, workload, false, false, false, WaitRules.DEFAULT);
    }

    public ReleaseLine overwriting(boolean value) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, rules, value);
    }

    public ReleaseLine fully() {
        return new ReleaseLine(scope, workload, true, asItIs, takeOver, rules, overwrite);
    }
}
