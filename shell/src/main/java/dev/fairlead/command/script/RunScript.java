package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.ScriptService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Run a saved script of Java snippets.")
final class RunScript implements ShellCommand<Object> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
    @Completes(Candidate.SCRIPT)
    private Path file;

    @Parameters(index = "1..*", paramLabel = "ARG", description = "What the script sees as args, options too.")
    private List<String> arguments = new ArrayList<>();

    @Mixin
    private InClusterOptions cluster = new InClusterOptions();

    private final Supplier<ScriptService> scripts;
    private final Supplier<ScriptTools> tools;

    RunScript(Supplier<ScriptService> scripts, Supplier<ScriptTools> tools) {
        this.scripts = scripts;
        this.tools = tools;
    }

    @Override
    public Object run(ProgressListener progress) {
        if (cluster.areGiven(arguments)) {
            return cluster.run(file, arguments, tools.get().jobs(), progress);
        }
        return scripts.get().answer(new RunRequest(file, arguments), progress);
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
