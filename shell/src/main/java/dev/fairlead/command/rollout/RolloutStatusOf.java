package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import dev.fairlead.rollout.judge.RolloutStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Follow a workload until it is current or cannot become so, and say why; --no-wait looks once.")
final class RolloutStatusOf implements ShellCommand<RolloutStatus> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    @Mixin
    private WaitOptions wait;

    private final RolloutService rollouts;

    RolloutStatusOf(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutStatus run(ProgressListener progress) {
        return rollouts.status(scope.scope(), workload, wait.rules(), progress);
    }
}
