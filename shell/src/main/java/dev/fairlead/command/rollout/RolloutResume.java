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

@Command(name = "resume", description = "Let a paused deployment go on, and wait until it is current.")
final class RolloutResume implements ShellCommand<RolloutResult> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    @Mixin
    private WaitOptions wait;

    private final RolloutService rollouts;

    RolloutResume(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public RolloutResult run(ProgressListener progress) {
        return rollouts.resume(scope.scope(), workload, wait.rules(), progress);
    }
}
