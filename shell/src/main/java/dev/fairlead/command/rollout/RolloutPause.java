package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.RolloutResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pause", description = "Hold a deployment's rollout where it is.")
@Rbac(resources = "deployments.apps", operations = Operation.CHANGE)
final class RolloutPause implements ShellCommand<RolloutResult> {
    @Mixin
    private WorkloadTarget target;

    private final RolloutService rollouts;

    RolloutPause(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return rollouts.pause(target.scope(), target.workload(), progress);
    }
}
