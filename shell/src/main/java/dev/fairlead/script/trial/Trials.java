package dev.fairlead.script.trial;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.ScriptOption;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.report.ReportFiles;
import dev.fairlead.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tries scripts in sandboxes of their own. */
public final class Trials {
    private static final int MOST_HINTS = 3;

    private final Rooms rooms;
    private final Supplier<ScriptService> scripts;
    private final Settings settings;
    private final CaseFiles files;

    /** @param scripts says which options a script has */
    public Trials(Rooms rooms, Supplier<ScriptService> scripts, Settings settings) {
        this.rooms = rooms;
        this.scripts = scripts;
        this.settings = settings;
        this.files = new CaseFiles(settings.workingDirectory());
    }

    /**
     * Tries them one after another, each in a fresh sandbox.
     *
     * @throws TrialsFailed where not all went as expected
     */
    public TrialReport run(TrialRequest request, ProgressListener progress) {
        Instant began = Instant.now();
        TrialOptions.Parted parted = parted(request);
        ReportFiles.requireKnown(parted.options().reports());
        List<TrialCase> cases =
                chosen(cases(request.file(), parted), parted.options().cases());
        List<TrialResult> results = new ArrayList<>();
        for (TrialCase one : cases) {
            Cancelled.check("cancelled after " + results.size() + " of " + cases.size() + " trials");
            results.add(tried(one, progress));
        }
        TrialReport report = new TrialReport(results, Duration.between(began, Instant.now()));
        if (!parted.options().reports().isEmpty()) {
            ReportFiles.write(
                    TrialReports.of(report, began, scripts.get().environment()),
                    parted.options().reports().stream()
                            .map(file -> settings.path(file.toString()))
                            .toList());
        }
        if (!report.failed().isEmpty()) {
            throw new TrialsFailed(report, hints(report));
        }
        return report;
    }

    private TrialResult tried(TrialCase one, ProgressListener progress) {
        String script = files.name(one.script());
        Instant began = Instant.now();
        progress.on(new ProgressEvent.Started(one.name(), script + ": " + one.name()));
        TrialResult result = new TrialRun(rooms, one, script, progress).result();
        progress.on(new ProgressEvent.Finished(
                one.name(), script + ": " + one.name(), result.passed(), Duration.between(began, Instant.now())));
        return result;
    }

    private TrialOptions.Parted parted(TrialRequest request) {
        boolean script = request.file().filter(Trials::isScript).isPresent();
        Set<String> own = script
                ? scripts.get().describe(request.file().get()).options().stream()
                        .map(ScriptOption::name)
                        .collect(Collectors.toSet())
                : Set.of();
        TrialOptions.Parted parted = request.options().with(request.words(), own);
        if (!script && (!parted.script().isEmpty() || parted.options().sayHow())) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "parameters, --fault, --given and --expect are about one script; name it")
                    .hint("script test scripts/ship.jsh --tag v1 --expect ok");
        }
        return parted;
    }

    private static boolean isScript(Path file) {
        return !Files.isDirectory(file) && !file.toString().matches(".*\\.ya?ml");
    }

    private List<TrialCase> cases(Optional<Path> file, TrialOptions.Parted parted) {
        if (file.isEmpty()) {
            return files.all();
        }
        if (!isScript(file.get())) {
            return Files.isDirectory(file.get()) ? files.below(file.get()) : files.of(file.get());
        }
        List<TrialCase> written = files.ofScript(file.get());
        boolean fromLine = !parted.script().isEmpty() || parted.options().sayHow() || written.isEmpty();
        return fromLine ? List.of(ofLine(file.get(), parted)) : written;
    }

    private TrialCase ofLine(Path script, TrialOptions.Parted parted) {
        TrialOptions options = parted.options();
        Outcome outcome = options.expected().map(Outcome::parse).orElse(Outcome.WELL);
        List<PlannedFault> faults =
                options.faults().stream().map(PlannedFault::parse).toList();
        String name = (faults.isEmpty() ? "" : "with " + String.join(" and ", options.faults()) + " ") + "it ends "
                + (outcome.isWell() ? "well" : "by " + outcome);
        return new TrialCase(
                name,
                "",
                script,
                parted.script(),
                options.namespace().orElse(TrialCase.NAMESPACE),
                Map.of(),
                options.given(),
                faults,
                List.of(),
                Expectation.of(outcome));
    }

    private static List<TrialCase> chosen(List<TrialCase> all, List<String> parts) {
        List<TrialCase> chosen = all.stream()
                .filter(one -> parts.isEmpty() || parts.stream().anyMatch(one.name()::contains))
                .toList();
        if (chosen.isEmpty()) {
            throw new OpsException(
                    FailureKind.NOT_FOUND,
                    "no case's name contains " + String.join(" or ", parts) + "; there are: "
                            + all.stream().map(TrialCase::name).collect(Collectors.joining("; ")));
        }
        return chosen;
    }

    /** The lines that try what failed again. */
    private static List<String> hints(TrialReport report) {
        Set<String> hints = new LinkedHashSet<>();
        report.failed().stream()
                .filter(trial -> !trial.place().isEmpty())
                .limit(MOST_HINTS)
                .forEach(trial -> hints.add("script test " + trial.script() + " --case '" + trial.name() + "'"));
        return List.copyOf(hints);
    }
}
