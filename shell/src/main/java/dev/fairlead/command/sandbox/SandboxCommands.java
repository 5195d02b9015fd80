package dev.fairlead.command.sandbox;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.sandbox.session.SandboxSession;
import java.util.List;
import java.util.function.Supplier;

/** The commands of the group {@code sandbox}. */
public final class SandboxCommands {
    private SandboxCommands() {}

    /** @param sessionLasts whether more lines follow in this session, so that on and off have an effect */
    public static CommandGroup group(Supplier<SandboxSession> session, SandboxSwitch place, boolean sessionLasts) {
        return new CommandGroup("sandbox", "Rehearse without a cluster, and have things go wrong there.", () -> {
            SandboxSession sandbox = session.get();
            return List.of(
                    new SandboxOn(sandbox, place, sessionLasts),
                    new SandboxOff(sandbox, place, sessionLasts),
                    new SandboxStatus(sandbox, place),
                    new SandboxReset(sandbox, place),
                    new SandboxFail(sandbox, place),
                    new SandboxHeal(sandbox, place));
        });
    }
}
