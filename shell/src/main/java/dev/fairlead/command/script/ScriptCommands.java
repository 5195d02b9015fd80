package dev.fairlead.command.script;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.script.ScriptService;
import java.util.List;
import java.util.function.Supplier;

/** The commands under {@code script}, and {@code run} for short. */
public final class ScriptCommands {
    private ScriptCommands() {}

    public static CommandGroup group(Supplier<ScriptService> scripts) {
        return new CommandGroup(
                "script",
                "Run and check saved scripts.",
                () -> List.of(
                        run(scripts),
                        new ResumeScript(scripts.get()),
                        new ListRuns(scripts.get()),
                        new CheckScript(scripts.get())));
    }

    /** A first word itself, too; it asks for the service when it runs, as first words are made to learn their names. */
    public static ShellCommand<?> run(Supplier<ScriptService> scripts) {
        return new RunScript(scripts);
    }
}
