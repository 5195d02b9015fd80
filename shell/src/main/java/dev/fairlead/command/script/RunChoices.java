package dev.fairlead.command.script;

import dev.fairlead.command.Candidate;
import dev.fairlead.command.Completes;
import dev.fairlead.script.run.RunOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a script is run; a mixin of what runs scripts. */
final class RunChoices {
    @Option(names = "--dry-run", description = "Plan the changes and let the servers check them; make none.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Agree to everything that the script asks.")
    private boolean yes;

    @Option(
            names = "--from",
            paramLabel = "STEP",
            description = "Begin with this step; give the others what a run before recorded.")
    private @Nullable String from;

    @Option(
            names = "--only",
            paramLabel = "STEP",
            description = "Run this step only; give the others what a run before recorded.")
    private @Nullable String only;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write what happened to this file: .html, .json, or .xml for JUnit's form. May be given several times.")
    @Completes(Candidate.FILE)
    private List<Path> reports = new ArrayList<>();

    RunOptions options() {
        return new RunOptions(dryRun, yes, Optional.ofNullable(from), Optional.ofNullable(only), reports);
    }
}
