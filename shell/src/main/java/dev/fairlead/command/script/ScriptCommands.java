package dev.fairlead.command.script;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.script.ScriptService;
import java.util.List;
import java.util.function.Supplier;

/** The commands under {@code script}, and {@code run} for short. */
public final class ScriptCommands {
    private ScriptCommands() {}

    public static CommandGroup group(Supplier<ScriptService> scripts, Supplier<ScriptTools> tools) {
        return new CommandGroup("script", "Run, check and make saved scripts.", () -> commands(scripts, tools.get()));
    }

    private static List<ShellCommand<?>> commands(Supplier<ScriptService> scripts, ScriptTools tools) {
        return List.of(
                run(scripts, () -> tools),
                new ResumeScript(scripts.get()),
                new ListRuns(scripts.get()),
                new CheckScript(tools.checks()),
                new FormatScript(tools.formatter(), tools.standardInput()),
                new TestScript(tools.trials()),
                new RehearseScript(tools.rehearsals()),
                new ListScripts(tools.shelf()),
                new MakeScript(tools.shelf()),
                new ExportScript(tools.pipelines()));
    }

    /** A first word itself, too; it asks for the service when it runs, as first words are made to learn their names. */
    public static ShellCommand<?> run(Supplier<ScriptService> scripts, Supplier<ScriptTools> tools) {
        return new RunScript(scripts, tools);
    }
}
