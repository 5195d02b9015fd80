package dev.fairlead.command.rollout;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.notice.Audience;
import dev.fairlead.notice.NoticeTarget;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is told what becomes of a release. */
final class NoticeOptions {
    @Option(
            names = "--notify",
            paramLabel = "KIND=URL",
            description = "Tell a webhook how it goes: slack=URL, wecom=URL or json=URL; repeatable. Not kept.")
    private List<NoticeTarget> targets = new ArrayList<>();

    @Option(names = "--no-notify", description = "Tell nobody, whatever is settled.")
    private boolean nobody;

    Audience audience() {
        if (nobody && !targets.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "--notify and --no-notify do not go together");
        }
        return nobody ? Audience.NOBODY : Audience.of(targets);
    }
}
