package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.ResumeResult;
import dev.fairlead.release.RunsRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        description = "Go on with a release that was interrupted, or let a paused deployment go on,"
                + " and wait until it is current.")
@RunsRelease
final class RolloutResume implements ShellCommand<ResumeResult> {
    @Mixin
    private ReleaseTarget target;

    @Option(names = "--as-it-is", description = "Take what somebody else has changed meanwhile as it is.")
    private boolean asItIs;

    @Option(names = "--overwrite", description = "Write the routes even over what somebody else has changed there.")
    private boolean overwrite;

    private final ReleaseService releases;

    RolloutResume(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public ResumeResult run(ProgressListener progress) {
        return releases.resume(target.line(releases.settled()).asItIs(asItIs).overwrite(overwrite), progress);
    }
}
