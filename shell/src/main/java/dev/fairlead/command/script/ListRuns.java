package dev.fairlead.command.script;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.run.RunSummary;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "runs", description = "List the runs of scripts that have steps, newest first.")
final class ListRuns implements ShellCommand<List<RunSummary>> {
    private final ScriptService scripts;

    ListRuns(ScriptService scripts) {
        this.scripts = scripts;
    }

    @Override
    public List<RunSummary> run(ProgressListener progress) {
        scripts.newerRuns()
                .forEach(run -> progress.warn("run " + run + " was recorded by a newer fairlead and is not listed"));
        return scripts.runs();
    }
}
