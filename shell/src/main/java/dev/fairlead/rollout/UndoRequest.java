package dev.fairlead.rollout;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.Optional;

/**
 * What to undo.
 *
 * @param revision empty for the one before the current
 * @param evidence whether what tells of a failed rollout is saved before it is undone
 */
public record UndoRequest(
        ClusterScope scope, WorkloadRef workload, Optional<Long> revision, boolean evidence, WaitRules rules) {
    public static UndoRequest of(ClusterScope scope, WorkloadRef workload) {
        return new UndoRequest(scope, workload, Optional.empty(), true, WaitRules.DEFAULT);
    }

    public UndoRequest to(long number) {
        return new UndoRequest(scope, workload, Optional.of(number), evidence, rules);
    }

    public UndoRequest following(WaitRules wanted) {
        return new UndoRequest(scope, workload, revision, evidence, wanted);
    }

    public UndoRequest withoutEvidence() {
        return new UndoRequest(scope, workload, revision, false, rules);
    }
}
