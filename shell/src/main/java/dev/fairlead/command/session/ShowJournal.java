package dev.fairlead.command.session;

import dev.fairlead.command.ShellCommand;
import dev.fairlead.journal.Journal;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.progress.ProgressListener;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "journal", description = "List what fairlead changed from this machine, oldest first.")
public final class ShowJournal implements ShellCommand<List<JournalEntry>> {
    @Option(
            names = "--last",
            paramLabel = "N",
            description = "The newest N changes only; ${DEFAULT-VALUE} if not given.")
    private int last = 20;

    private final Journal journal;

    public ShowJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public List<JournalEntry> run(ProgressListener progress) {
        return journal.newest(last);
    }
}
