package dev.fairlead.command.rollout;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.rollout.RolloutService;
import java.util.List;

/** The group {@code rollout}. */
public final class RolloutCommands {
    private RolloutCommands() {}

    public static CommandGroup group(RolloutService rollouts) {
        return new CommandGroup(
                "rollout",
                "Deploy, follow, judge and undo workloads.",
                () -> List.of(
                        new RolloutDeploy(rollouts),
                        new RolloutStatusOf(rollouts),
                        new RolloutDiagnose(rollouts),
                        new RolloutHistory(rollouts),
                        new RolloutUndo(rollouts),
                        new RolloutRestart(rollouts),
                        new RolloutPause(rollouts),
                        new RolloutResume(rollouts)));
    }
}
