package dev.fairlead.command.build;

import dev.fairlead.build.BuildService;
import dev.fairlead.command.CommandGroup;
import java.util.List;

/** The commands under {@code build}. */
public final class BuildCommands {
    private BuildCommands() {}

    public static CommandGroup group(BuildService builds) {
        return new CommandGroup("build", "Build images.", () -> List.of(new BuildImage(builds)));
    }
}
