package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.Diagnosis;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.rollout.judge.Tolerances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diagnose",
        description = "Say what is wrong with a workload now, across registry, nodes, config and services.")
final class RolloutDiagnose implements ShellCommand<Diagnosis> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    private final RolloutService rollouts;

    RolloutDiagnose(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public Diagnosis run(ProgressListener progress) {
        return rollouts.diagnose(scope.scope(), workload, Tolerances.DEFAULT);
    }
}
