package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.RunRequest;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.job.RunResult;
import dev.fairlead.script.run.RunWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Run a saved script of Java snippets.")
final class RunScript implements ShellCommand<RunResult> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The script.")
    @Completes(Candidate.SCRIPT)
    private Path file;

    @Mixin
    private RunChoices choices;

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "The same as --NAME VALUE after the script.")
    private List<String> variables = new ArrayList<>();

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "What the script sees as args, options too; options of the run that it does not have itself"
                    + " may stand here as well.")
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
    public RunResult run(ProgressListener progress) {
        List<String> words = new ArrayList<>(RunWords.variables(variables));
        words.addAll(arguments);
        if (cluster.areGiven(words)) {
            return cluster.run(file, words, choices.options(), tools.get().jobs(), progress);
        }
        return new RunResult.Here(scripts.get().answer(new RunRequest(file, words, choices.options()), progress));
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
