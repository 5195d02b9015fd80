package dev.fairlead.command.sandbox;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import picocli.CommandLine.Command;

@Command(
        name = "off",
        description = "Have the rest of the session's lines act where they did before; the sandbox is kept.")
final class SandboxOff implements ShellCommand<SandboxState> {
    private final SandboxSession sandbox;
    private final SandboxSwitch place;
    private final boolean sessionLasts;

    SandboxOff(SandboxSession sandbox, SandboxSwitch place, boolean sessionLasts) {
        this.sandbox = sandbox;
        this.place = place;
        this.sessionLasts = sessionLasts;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        if (!sessionLasts) {
            throw new OpsException(FailureKind.USAGE, "sandbox off: the session ends with this line")
                    .hint("fairlead cluster info");
        }
        place.off();
        return sandbox.state(false);
    }
}
