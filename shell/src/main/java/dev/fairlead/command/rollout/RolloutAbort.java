package dev.fairlead.command.rollout;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.RunsRelease;
import dev.fairlead.release.run.ReleaseResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "abort", description = "End a release and make everything what it was before.")
@RunsRelease
final class RolloutAbort implements ShellCommand<ReleaseResult> {
    @Mixin
    private ReleaseTarget target;

    @Option(names = "--overwrite", description = "Write the routes even over what somebody else has changed there.")
    private boolean overwrite;

    private final ReleaseService releases;

    RolloutAbort(ReleaseService releases) {
        this.releases = releases;
    }

    @Override
    public ReleaseResult run(ProgressListener progress) {
        return releases.abort(target.line(releases.settled()).overwrite(overwrite), progress);
    }
}
