package dev.fairlead.command.rollout;

import dev.fairlead.release.run.ReleaseLine;
import dev.fairlead.rollout.model.WaitRules;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The release that a line moves on or back, how that is followed, and who is told of it. */
final class ReleaseTarget {
    @Mixin
    private WorkloadTarget target;

    @Option(names = "--take-over", description = "Take the release from whoever works on it.")
    private boolean takeOver;

    @Mixin
    private NotificationOptions notices;

    @Mixin
    private WaitOptions wait;

    /** @param settled how rollouts are followed where the line does not say it */
    ReleaseLine line(WaitRules settled) {
        return ReleaseLine.of(target.scope(), target.workload())
                .takeOver(takeOver)
                .rules(wait.over(settled))
                .telling(notices.audience());
    }
}
