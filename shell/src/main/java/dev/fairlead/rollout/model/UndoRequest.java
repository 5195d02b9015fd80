package dev.fairlead.rollout.model;

import dev.fairlead.kubernetes.ClusterScope;
import java.util.Optional;

/**
 * What to undo.
 *
 * @param revision empty for the one before the current
 * @param evidence whether what tells of a failed rollout is saved before it is undone
 * @param config whether the content of its ConfigMaps and Secrets is brought back too; empty for only where fairlead
 *     deployed the workload
 */
public record UndoRequest(
        ClusterScope scope,
        WorkloadRef workload,
        Optional<Long> revision,
        boolean evidence,
        Optional<Boolean> config,
        WaitRules rules) {

    /** To the revision before the current one. */
    public static UndoRequest of(ClusterScope scope, WorkloadRef workload) {
        return new UndoRequest(scope, workload, Optional.empty(), true, Optional.empty(), WaitRules.DEFAULT);
    }

    /** To that revision, as the history numbers it. */
    public UndoRequest to(long number) {
        return new UndoRequest(scope, workload, Optional.of(number), evidence, config, rules);
    }

    /** Followed by these rules. */
    public UndoRequest following(WaitRules wanted) {
        return new UndoRequest(scope, workload, revision, evidence, config, wanted);
    }

    /** Without saving what tells of a failed rollout. */
    public UndoRequest withoutEvidence() {
        return new UndoRequest(scope, workload, revision, false, config, rules);
    }

    /** Whether what its ConfigMaps and Secrets held is brought back too. */
    public UndoRequest withConfig(boolean wanted) {
        return new UndoRequest(scope, workload, revision, evidence, Optional.of(wanted), rules);
    }
}
