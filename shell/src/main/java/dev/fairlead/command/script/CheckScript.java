package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.CheckResult;
import dev.fairlead.script.check.ScriptChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Check saved scripts without running them, and list all problems: of their Java, lines, parameters, contexts.")
final class CheckScript implements ShellCommand<CheckResult> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The scripts.")
    @Completes(Candidate.SCRIPT)
    private List<Path> files;

    @Option(
            names = "--protected",
            paramLabel = "CONTEXT",
            split = ",",
            description = "The contexts that a script must pin and not take by name alone; * is any text.")
    @Completes(Candidate.CONTEXT)
    private List<String> protectedContexts = new ArrayList<>();

    private final ScriptChecks checks;

    CheckScript(ScriptChecks checks) {
        this.checks = checks;
    }

    @Override
    public CheckResult run(ProgressListener progress) {
        return checks.requireValid(files, protectedContexts);
    }
}
