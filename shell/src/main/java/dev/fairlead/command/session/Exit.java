package dev.fairlead.command.session;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "exit", description = "Leave the shell.")
public final class Exit implements ShellCommand<SessionEnd> {
    @Parameters(arity = "0..1", paramLabel = "CODE", description = "The exit code; 0 if not given.")
    private int code;

    @Override
    public SessionEnd run(ProgressListener progress) {
        return new SessionEnd(code);
    }
}
