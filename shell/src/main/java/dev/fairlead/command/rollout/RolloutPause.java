package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "pause", description = "Hold a deployment's rollout where it is.")
final class RolloutPause implements ShellCommand<RolloutResult> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    private final RolloutService rollouts;

    RolloutPause(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return rollouts.pause(scope.scope(), workload, progress);
    }
}
