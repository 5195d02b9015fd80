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
 */
public record ReleaseLine(
        ClusterScope scope, WorkloadRef workload, boolean full, boolean asItIs, boolean takeOver, WaitRules rules) {

    public static ReleaseLine of(ClusterScope scope, WorkloadRef workload) {
        return new ReleaseLine(scope, workload, false, false, false, WaitRules.DEFAULT);
    }

    public ReleaseLine fully() {
        return new ReleaseLine(scope, workload, true, asItIs, takeOver, rules);
    }

    /** Whether a promotion skips all steps that remain before the new pods take over. */
    public ReleaseLine full(boolean value) {
        return new ReleaseLine(scope, workload, value, asItIs, takeOver, rules);
    }

    /** Whether what somebody else changed meanwhile is taken as it is. */
    public ReleaseLine asItIs(boolean value) {
        return new ReleaseLine(scope, workload, full, value, takeOver, rules);
    }

    /** Whether to take the release from whoever works on it. */
    public ReleaseLine takeOver(boolean value) {
        return new ReleaseLine(scope, workload, full, asItIs, value, rules);
    }

    /** How it is followed. */
    public ReleaseLine rules(WaitRules value) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, value);
    }
}
