package dev.fairlead.command.session;

import dev.fairlead.command.CommandTree;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.completion.CommandCompleter;
import dev.fairlead.progress.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * What other shells ask where only fairlead knows: how the last word may go on, a candidate on each line with a tab and
 * its description behind it.
 */
@Command(name = "__complete", hidden = true, description = "List how a line's last word may go on.")
public final class CompleteWord implements ShellCommand<String> {
    @Parameters(arity = "1..*", paramLabel = "WORD", description = "The line's words; the last may be empty.")
    private List<String> words;

    private final Supplier<CommandCompleter> completer;
    private final Supplier<CommandTree> tree;

    public CompleteWord(Supplier<CommandCompleter> completer, Supplier<CommandTree> tree) {
        this.completer = completer;
        this.tree = tree;
    }

    @Override
    public String run(ProgressListener progress) {
        List<String> before = new ArrayList<>(words.subList(0, words.size() - 1));
        String last = words.get(words.size() - 1);
        return completer.get().complete(tree.get().model(), before, last).stream()
                .map(one -> one.text() + "\t" + one.description().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public boolean takesAllThatFollows() {
        return true;
    }
}
