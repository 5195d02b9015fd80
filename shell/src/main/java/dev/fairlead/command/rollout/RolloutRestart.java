package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "restart", description = "Restart a workload's pods and wait until it is current.")
final class RolloutRestart implements ShellCommand<RolloutResult> {
    @Mixin
    private WorkloadTarget target;

    @Mixin
    private WaitOptions wait;

    private final RolloutService rollouts;

    RolloutRestart(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return rollouts.restart(target.scope(), target.workload(), wait.over(rollouts.settled()), progress);
    }
}
