package dev.fairlead.release.run;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.notification.NotificationTargets;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadRef;

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
        NotificationTargets audience) {

    public static ReleaseLine of(ClusterScope scope, WorkloadRef workload) {
        return new ReleaseLine(
                scope, workload, false, false, false, false, WaitRules.DEFAULT, NotificationTargets.SETTLED);
    }

    /** Skips all steps that remain before the new pods take over. */
    public ReleaseLine fully() {
        return full(true);
    }

    /** Whether a promotion skips all steps that remain before the new pods take over. */
    public ReleaseLine full(boolean value) {
        return new ReleaseLine(scope, workload, value, asItIs, takeOver, overwrite, rules, audience);
    }

    /** Whether what somebody else changed meanwhile is taken as it is. */
    public ReleaseLine asItIs(boolean value) {
        return new ReleaseLine(scope, workload, full, value, takeOver, overwrite, rules, audience);
    }

    /** Whether to take the release from whoever works on it. */
    public ReleaseLine takeOver(boolean value) {
        return new ReleaseLine(scope, workload, full, asItIs, value, overwrite, rules, audience);
    }

    /** Whether what somebody else changed in the routes meanwhile is written over. */
    public ReleaseLine overwrite(boolean value) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, value, rules, audience);
    }

    /** How it is followed. */
    public ReleaseLine rules(WaitRules value) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, overwrite, value, audience);
    }

    /** Who is told of it. */
    public ReleaseLine telling(NotificationTargets value) {
        return new ReleaseLine(scope, workload, full, asItIs, takeOver, overwrite, rules, value);
    }
}
