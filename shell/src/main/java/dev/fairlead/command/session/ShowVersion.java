package dev.fairlead.command.session;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Show the versions of fairlead and its Java.")
public final class ShowVersion implements ShellCommand<Version> {
    @Override
    public Version run(ProgressListener progress) {
        return Version.current();
    }
}
