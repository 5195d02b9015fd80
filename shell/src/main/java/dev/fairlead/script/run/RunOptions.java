package dev.fairlead.script.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.NearestNames;
import dev.fairlead.failure.OpsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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

    /** Whether not all steps are to be run. */
    public boolean choosesSteps() {
        return from.isPresent() || only.isPresent();
    }

    /**
     * Refuses to choose a step where the script has no such one.
     *
     * @param names of all its steps, wherever they are
     */
    public void requireStep(Collection<String> names) {
        for (Optional<String> chosen : List.of(from, only)) {
            if (chosen.isPresent() && !names.contains(chosen.get())) {
                boolean known = Stream.of(chosen.get().split(StepNode.BELOW, -1))
                        .allMatch(part -> names.contains(part) || names.contains(part.replaceFirst("#\\d+$", "")));
                if (!known && names.stream().noneMatch(name -> name.contains(StepNode.BELOW))) {
                    throw noSuchStep(chosen.get(), names);
                }
            }
        }
    }

    /** @param names of those that there are, as a user names them */
    OpsException noSuchStep(String wanted, Collection<String> names) {
        List<String> each = names.stream().distinct().toList();
        OpsException failure = new OpsException(
                FailureKind.USAGE,
                "no step is called \"" + wanted + "\"; there "
                        + (each.isEmpty() ? "are none" : "are: " + String.join(", ", each)));
        String option = from.filter(wanted::equals).isPresent() ? "--from" : "--only";
        for (String near : NearestNames.to(wanted, each, 2)) {
            failure = failure.hint(option + " '" + near + "'");
        }
        return failure;
    }
}
