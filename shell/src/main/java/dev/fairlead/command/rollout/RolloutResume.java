package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutResult;
import dev.fairlead.rollout.RolloutService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Let a paused deployment go on, and wait until it is current.")
final class RolloutResume implements ShellCommand<RolloutResult> {
    @Mixin
    private WorkloadTarget target;

    @Mixin
    private WaitOptions wait;

    private final RolloutService rollouts;

    RolloutResume(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return rollouts.resume(target.scope(), target.workload(), wait.over(rollouts.settled()), progress);
    }
}
