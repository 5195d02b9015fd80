package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.command.ShellCommand;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.library.NewScript;
import dev.fairlead.script.library.ScriptLibrary;
import dev.fairlead.script.library.Template;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "new", description = "Write a new script from a template; never over a file that is there.")
final class MakeScript implements ShellCommand<NewScript> {
    @Parameters(index = "0", paramLabel = "TEMPLATE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Template template;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "The script; the template's name in the working directory if not given.")
    @Completes(Candidate.FILE)
    private @Nullable Path file;

    private final ScriptLibrary library;

    MakeScript(ScriptLibrary library) {
        this.library = library;
    }

    @Override
    public NewScript run(ProgressListener progress) {
        return library.make(template, Optional.ofNullable(file));
    }
}
