package dev.fairlead.script.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a script is to be run, whatever the script is.
 *
 * @param dryRun whether changes are only planned and checked by the server
 * @param yes whether everything that {@code confirm} asks is agreed to
 * @param from the path of the step to begin with; those before it are not run
 * @param only the path of the one step to run
 * @param reports where to write what happened; the ending says as what
 */
public record RunOptions(
        boolean dryRun, boolean yes, Optional<String> from, Optional<String> only, List<Path> reports) {
    public static final RunOptions NONE = new RunOptions(false, false, Optional.empty(), Optional.empty(), List.of());

    public RunOptions {
        reports = List.copyOf(reports);
    }

    /** Both of them as far as one of them says something. */
    public RunOptions and(RunOptions more) {
        return new RunOptions(
                dryRun || more.dryRun,
                yes || more.yes,
                more.from.or(() -> from),
                more.only.or(() -> only),
                Stream.concat(reports.stream(), more.reports.stream()).toList());
    }

    /** As they are typed, reports aside. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (dryRun) {
            words.add("--dry-run");
        }
        if (yes) {
            words.add("--yes");
        }
        from.ifPresent(step -> words.addAll(List.of("--from", step)));
        only.ifPresent(step -> words.addAll(List.of("--only", step)));
        return words;
    }

    boolean choosesSteps() {
        return from.isPresent() || only.isPresent();
    }
}
