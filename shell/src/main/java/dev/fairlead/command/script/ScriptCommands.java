package dev.fairlead.command.script;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.script.ScriptService;
import java.util.List;

/** The commands under {@code script}, and {@code run} for short. */
public final class ScriptCommands {
    private ScriptCommands() {}

    public static CommandGroup group(ScriptService scripts) {
        return new CommandGroup(
                "script", "Run and check saved scripts.", () -> List.of(run(scripts), new CheckScript(scripts)));
    }

    /** A first word itself, too. */
    public static ShellCommand<?> run(ScriptService scripts) {
        return new RunScript(scripts);
    }
}
