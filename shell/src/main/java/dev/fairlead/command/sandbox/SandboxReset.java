package dev.fairlead.command.sandbox;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.sandbox.session.SandboxSession;
import dev.fairlead.sandbox.session.SandboxState;
import picocli.CommandLine.Command;

@Command(name = "reset", description = "Empty the sandbox: all of its objects, images and faults go.")
final class SandboxReset implements ShellCommand<SandboxState> {
    private final SandboxSession sandbox;
    private final SandboxSwitch place;

    SandboxReset(SandboxSession sandbox, SandboxSwitch place) {
        this.sandbox = sandbox;
        this.place = place;
    }

    @Override
    public SandboxState run(ProgressListener progress) {
        return sandbox.reset(place.isOn());
    }
}
