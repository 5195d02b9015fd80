package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RevisionRange;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.WorkloadRef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "List a workload's revisions, oldest first, or show what differs between two.")
final class RolloutHistory implements ShellCommand<Object> {
    @Parameters(paramLabel = "KIND/NAME", description = "The workload, e.g. deployment/web.")
    @Completes(Candidate.WORKLOAD)
    private WorkloadRef workload;

    @Option(
            names = "--diff",
            paramLabel = "N..M",
            description = "Show what differs between two revisions, or between N and the current one.")
    private @Nullable String diff;

    @Mixin
    private ScopeOptions scope;

    private final RolloutService rollouts;

    RolloutHistory(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public Object run(ProgressListener progress) {
        if (diff != null) {
            return rollouts.diff(scope.scope(), workload, RevisionRange.parse(diff));
        }
        return rollouts.history(scope.scope(), workload);
    }
}
