package dev.fairlead.script.test;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.ScriptService;
import dev.fairlead.script.report.ReportFiles;
import dev.fairlead.script.source.ScriptOption;
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
public final class ScriptTests {
    private static final int MOST_HINTS = 3;

    private final IsolatedSandboxes sandboxes;
    private final Supplier<ScriptService> scripts;
    private final Settings settings;
    private final CaseFiles files;

    /** @param scripts says which options a script has */
    public ScriptTests(IsolatedSandboxes sandboxes, Supplier<ScriptService> scripts, Settings settings) {
        this.sandboxes = sandboxes;
        this.scripts = scripts;
        this.settings = settings;
        this.files = new CaseFiles(settings.workingDirectory());
    }

    /**
     * Tries them one after another, each in a fresh sandbox.
     *
     * @throws TestsFailed where not all went as expected
     */
    public TestReport run(TestRequest request, ProgressListener progress) {
        Instant began = Instant.now();
        TestOptions.Parted parted = parted(request);
        ReportFiles.requireKnown(parted.options().reports());
        List<TestCase> cases =
                chosen(cases(request.file(), parted), parted.options().cases());
        List<TestResult> results = new ArrayList<>();
        for (TestCase one : cases) {
            Cancelled.check("cancelled after " + results.size() + " of " + cases.size() + " trials");
            results.add(tried(one, progress));
        }
        TestReport report = new TestReport(results, Duration.between(began, Instant.now()));
        if (!parted.options().reports().isEmpty()) {
            ReportFiles.write(
                    TestReports.of(report, began, scripts.get().environment()),
                    parted.options().reports().stream()
                            .map(file -> settings.path(file.toString()))
                            .toList());
        }
        if (!report.failed().isEmpty()) {
            throw new TestsFailed(report, hints(report));
        }
        return report;
    }

    private TestResult tried(TestCase one, ProgressListener progress) {
        String script = files.name(one.script());
        Instant began = Instant.now();
        progress.on(new ProgressEvent.Started(one.name(), script + ": " + one.name()));
        TestResult result = new TestRun(sandboxes, one, script, progress).result();
        progress.on(new ProgressEvent.Finished(
                one.name(), script + ": " + one.name(), result.passed(), Duration.between(began, Instant.now())));
        return result;
    }

    private TestOptions.Parted parted(TestRequest request) {
        boolean script = request.file().filter(ScriptTests::isScript).isPresent();
        Set<String> own = script
                ? scripts.get().describe(request.file().get()).options().stream()
                        .map(ScriptOption::name)
                        .collect(Collectors.toSet())
                : Set.of();
        TestOptions.Parted parted = request.options().with(request.words(), own);
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

    private List<TestCase> cases(Optional<Path> file, TestOptions.Parted parted) {
        if (file.isEmpty()) {
            return files.all();
        }
        if (!isScript(file.get())) {
            return Files.isDirectory(file.get()) ? files.below(file.get()) : files.of(file.get());
        }
        List<TestCase> written = files.ofScript(file.get());
        boolean fromLine = !parted.script().isEmpty() || parted.options().sayHow() || written.isEmpty();
        return fromLine ? List.of(ofLine(file.get(), parted)) : written;
    }

    private TestCase ofLine(Path script, TestOptions.Parted parted) {
        TestOptions options = parted.options();
        ExpectedOutcome outcome = options.expected().map(ExpectedOutcome::parse).orElse(ExpectedOutcome.WELL);
        List<PlannedFault> faults =
                options.faults().stream().map(PlannedFault::parse).toList();
        String name = (faults.isEmpty() ? "" : "with " + String.join(" and ", options.faults()) + " ") + "it ends "
                + (outcome.isWell() ? "well" : "by " + outcome);
        return new TestCase(
                name,
                "",
                script,
                parted.script(),
                options.namespace().orElse(TestCase.NAMESPACE),
                Map.of(),
                options.given(),
                faults,
                List.of(),
                Expectation.of(outcome));
    }

    private static List<TestCase> chosen(List<TestCase> all, List<String> parts) {
        List<TestCase> chosen = all.stream()
                .filter(one -> parts.isEmpty() || parts.stream().anyMatch(one.name()::contains))
                .toList();
        if (chosen.isEmpty()) {
            throw new OpsException(
                    FailureKind.NOT_FOUND,
                    "no case's name contains " + String.join(" or ", parts) + "; there are: "
                            + all.stream().map(TestCase::name).collect(Collectors.joining("; ")));
        }
        return chosen;
    }

    /** The lines that try what failed again. */
    private static List<String> hints(TestReport report) {
        Set<String> hints = new LinkedHashSet<>();
        report.failed().stream()
                .filter(result -> !result.place().isEmpty())
                .limit(MOST_HINTS)
                .forEach(result -> hints.add("script test " + result.script() + " --case '" + result.name() + "'"));
        return List.copyOf(hints);
    }
}
