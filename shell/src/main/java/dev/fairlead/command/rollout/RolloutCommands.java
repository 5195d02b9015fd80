package dev.fairlead.command.rollout;

import dev.fairlead.applyset.ApplySetService;
import dev.fairlead.command.CommandGroup;
import dev.fairlead.multicluster.MultiClusterService;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.rollout.RolloutService;
import java.util.List;
import java.util.function.Supplier;

/** The group {@code rollout}. */
public final class RolloutCommands {
    private RolloutCommands() {}

    public static CommandGroup group(
            Supplier<RolloutService> service,
            Supplier<ApplySetService> sets,
            Supplier<ReleaseService> releasing,
            Supplier<MultiClusterService> fleets) {
        return new CommandGroup("rollout", "Deploy, follow, judge and undo workloads.", () -> {
            RolloutService rollouts = service.get();
            ReleaseService releases = releasing.get();
            return List.of(
                    new RolloutDeploy(releases, fleets.get()),
                    new RolloutApply(sets.get()),
                    new RolloutStatusOf(rollouts, releases),
                    new RolloutWait(rollouts),
                    new RolloutDiagnose(rollouts),
                    new RolloutHistory(rollouts),
                    new RolloutUndo(releases),
                    new RolloutRestart(releases),
                    new RolloutPause(rollouts),
                    new RolloutResume(releases),
                    new RolloutPromote(releases),
                    new RolloutAbort(releases),
                    new RolloutApplyPlan(releases));
        });
    }
}
