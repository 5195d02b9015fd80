package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.library.ListedScript;
import dev.fairlead.script.library.ScriptLibrary;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "list", description = "List the saved scripts of a directory with what they do.")
final class ListScripts implements ShellCommand<List<ListedScript>> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The directory; ./scripts if there is one, else the working directory, if not given.")
    @Completes(Candidate.DIRECTORY)
    private @Nullable Path directory;

    private final ScriptLibrary library;

    ListScripts(ScriptLibrary library) {
        this.library = library;
    }

    @Override
    public List<ListedScript> run(ProgressListener progress) {
        return directory == null ? library.list() : library.list(directory);
    }
}
