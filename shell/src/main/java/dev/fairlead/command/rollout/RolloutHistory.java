package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import dev.fairlead.rights.Rbac.Subject;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.history.RevisionRange;
import dev.fairlead.rollout.model.HistoryResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "history", description = "List a workload's revisions, oldest first, or show what differs between two.")
@Rbac(on = Subject.WORKLOAD, operations = Operation.LOOK)
final class RolloutHistory implements ShellCommand<HistoryResult> {
    @Mixin
    private WorkloadTarget target;

    @Option(
            names = "--diff",
            paramLabel = "N..M",
            description = "Show what differs between two revisions, or between N and the current one.")
    private @Nullable String diff;

    private final RolloutService rollouts;

    RolloutHistory(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    @Override
    public HistoryResult run(ProgressListener progress) {
        return diff == null
                ? new HistoryResult.Revisions(rollouts.history(target.scope(), target.workload()))
                : new HistoryResult.Difference(
                        rollouts.diff(target.scope(), target.workload(), RevisionRange.parse(diff)));
    }
}
