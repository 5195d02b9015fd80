package dev.fairlead.command.sandbox;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import picocli.CommandLine.Command;

@Command(name = "on", description = "Have the rest of the session's lines act in the sandbox, and nowhere else.")
final class SandboxOn implements ShellCommand<SandboxState> {
    private final SandboxSession sandbox;
    private final SandboxSwitch place;
    private final boolean sessionLasts;

    SandboxOn(SandboxSession sandbox, SandboxSwitch place, boolean sessionLasts) {
        this.sandbox = sandbox;
        this.place = place;
        this.sessionLasts = sessionLasts;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        if (!sessionLasts && !place.isOn()) {
            throw new OpsException(FailureKind.USAGE, "sandbox on: the session ends with this line")
                    .hint("fairlead --sandbox rollout status");
        }
        SandboxState state = sandbox.state(true);
        place.on();
        return state;
    }
}
