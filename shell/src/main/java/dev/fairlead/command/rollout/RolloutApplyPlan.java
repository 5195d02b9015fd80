package dev.fairlead.command.rollout;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ScopeOptions;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.RunsRelease;
import dev.fairlead.release.run.ReleaseResult;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply-plan",
        description = "Make the plan that rollout deploy --plan-out wrote, if the cluster has not moved since.")
@RunsRelease
final class RolloutApplyPlan implements ShellCommand<ReleaseResult> {
    @Parameters(paramLabel = "FILE", description = "The plan.")
    @Completes(Candidate.FILE)
    private Path file;

    @Option(names = "--no-wait", description = "Return where it would wait for time or for a person.")
    private boolean noWait;

    @Mixin
    private NotificationOptions notices;

    @Mixin
    private ScopeOptions scope;

    private final ReleaseService releases;

    RolloutApplyPlan(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public ReleaseResult run(ProgressListener progress) {
        return releases.apply(scope.scope(), file, !noWait, notices.audience(), progress);
    }
}
