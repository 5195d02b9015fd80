package dev.fairlead.command.rollout;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notification.NotificationTarget;
import dev.fairlead.notification.NotificationTargets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is told what becomes of a release. */
final class NotificationOptions {
    @Option(
            names = "--notify",
            paramLabel = "KIND=URL",
            description = "Tell a webhook how it goes: slack=URL, wecom=URL or json=URL; repeatable. Not kept.")
    private List<NotificationTarget> targets = new ArrayList<>();

    @Option(names = "--no-notify", description = "Tell nobody, whatever is settled.")
    private boolean nobody;

    NotificationTargets audience() {
        if (nobody && !targets.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "--notify and --no-notify do not go together");
        }
        return nobody ? NotificationTargets.NOBODY : NotificationTargets.of(targets);
    }
}
