package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.ScriptService;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = "Compile saved scripts without running them, and list all problems.")
final class CheckScript implements ShellCommand<CheckResult> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The scripts.")
    @Completes(Candidate.SCRIPT)
    private List<Path> files;

    private final ScriptService scripts;

    CheckScript(ScriptService scripts) {
        this.scripts = scripts;
    }

    @Override
    public CheckResult run(ProgressListener progress) {
        return scripts.requireValid(files);
    }
}
