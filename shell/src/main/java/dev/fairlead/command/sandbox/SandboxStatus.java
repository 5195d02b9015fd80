package dev.fairlead.command.sandbox;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Show whether the session is in the sandbox, and which faults are in force there.")
final class SandboxStatus implements ShellCommand<SandboxState> {
    private final SandboxSession sandbox;
    private final SandboxSwitch place;

    SandboxStatus(SandboxSession sandbox, SandboxSwitch place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        return sandbox.state(place.isOn());
    }
}
