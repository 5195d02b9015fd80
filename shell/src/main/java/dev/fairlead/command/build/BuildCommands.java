package dev.fairlead.command.build;

import dev.fairlead.build.BuildService;
import dev.fairlead.command.CommandGroup;
import java.util.List;
import java.util.function.Supplier;

/** The commands under {@code build}. */
public final class BuildCommands {
    private BuildCommands() {}

    public static CommandGroup group(Supplier<BuildService> service) {
        return new CommandGroup("build", "Build images.", () -> {
            BuildService builds = service.get();
            return List.of(new BuildImage(builds));
        });
    }
}
