package dev.fairlead.command.session;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.CommandTree;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.Fitted;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "help", description = "Show what a command does; without one, all of them.")
public final class Help implements ShellCommand<Fitted> {
    @Parameters(paramLabel = "COMMAND", description = "The command's words, e.g. rollout undo.")
    @Completes(Candidate.COMMAND)
    private List<String> words = new ArrayList<>();

    private final Supplier<CommandTree> tree;

    public Help(Supplier<CommandTree> tree) {
        this.tree = tree;
    }

    @Override
    public Fitted run(ProgressListener progress) {
        return tree.get().help(words);
    }
}
