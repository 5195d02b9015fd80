package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.rollout.model.WorkloadRef;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The one workload that a line is about. */
final class WorkloadTarget {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    WorkloadRef workload() {
        return workload;
    }

    ClusterScope scope() {
        return scope.scope();
    }
}
