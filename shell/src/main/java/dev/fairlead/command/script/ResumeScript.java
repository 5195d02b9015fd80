package dev.fairlead.command.script;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.ResumeRequest;
import dev.fairlead.script.ScriptResult;
import dev.fairlead.script.ScriptService;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Go on with a run after the last step that it has finished.")
final class ResumeScript implements ShellCommand<ScriptResult> {
    @Parameters(index = "0", paramLabel = "RUN", description = "Its name, or how that begins; script runs lists them.")
    private String run;

    @Parameters(
            index = "1..*",
            paramLabel = "ARG",
            description = "Words to add for the script, e.g. for secret parameters, which no journal holds.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--anyway", description = "Go on even where what the finished steps left has changed since.")
    private boolean anyway;

    @Mixin
    private RunChoices choices;

    private final ScriptService scripts;

    ResumeScript(ScriptService scripts) {
        this.scripts = scripts;
    }

    @Override
    public ScriptResult run(ProgressListener progress) {
        return scripts.resume(new ResumeRequest(run, arguments, choices.options(), anyway), progress);
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
