package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.Revision;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "List a workload's revisions, oldest first.")
final class RolloutHistory implements ShellCommand<List<Revision>> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Mixin
    private ScopeOptions scope;

    private final RolloutService rollouts;

    RolloutHistory(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public List<Revision> run(ProgressListener progress) {
        return rollouts.history(scope.scope(), workload);
    }
}
