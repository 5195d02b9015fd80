package dev.fairlead.command.session;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.completion.shells.CompletionShell;
import dev.fairlead.progress.ProgressListener;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "completion", description = "Print the script that completes fairlead's commands in another shell.")
public final class ShowCompletion implements ShellCommand<String> {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private CompletionShell shell;

    private final Supplier<CommandTree> tree;

    public ShowCompletion(Supplier<CommandTree> tree) {
        this.tree = tree;
    }

    @Override
    public String run(ProgressListener progress) {
        return shell.script(tree.get().model());
    }
}
