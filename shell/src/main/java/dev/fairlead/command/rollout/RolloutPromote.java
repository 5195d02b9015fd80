package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.RunsRelease;
import dev.fairlead.release.run.ReleaseResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "promote", description = "Let a release go on past the pause, approval or gate that it stands at.")
@RunsRelease
final class RolloutPromote implements ShellCommand<ReleaseResult> {
    @Mixin
    private ReleaseTarget target;

    @Option(names = "--full", description = "Skip all steps that remain before the new pods take over.")
    private boolean full;

    private final ReleaseService releases;

    RolloutPromote(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public ReleaseResult run(ProgressListener progress) {
        return releases.promote(target.line(releases.settled()).full(full), progress);
    }
}
