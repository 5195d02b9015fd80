package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.model.RolloutResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "restart", description = "Restart a workload's pods and wait until it is current.")
@Rbac(
        on = Subject.WORKLOAD,
        operations = {Operation.FOLLOW, Operation.CHANGE, Operation.MARK})
final class RolloutRestart implements ShellCommand<RolloutResult> {
    @Mixin
    private WorkloadTarget target;

    @Mixin
    private WaitOptions wait;

    private final ReleaseService releases;

    RolloutRestart(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return releases.restart(target.scope(), target.workload(), wait.over(releases.settled()), progress);
    }
}
