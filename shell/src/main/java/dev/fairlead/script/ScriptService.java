package dev.fairlead.script;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs and checks saved scripts. */
public final class ScriptService {
    private static final int MOST_PROBLEMS = 20;

    private final ScriptServices services;
    private final ScriptFiles files;
    private final Recordings recordings;

    /**
     * @param workingDirectory what the names in failures start from
     * @param cacheDirectory where runs are recorded, so that later ones need no compiler
     */
    public ScriptService(ScriptServices services, Path workingDirectory, Path cacheDirectory) {
        this.services = services;
        this.files = new ScriptFiles(workingDirectory);
        this.recordings = new Recordings(cacheDirectory.resolve("scripts"));
    }

    /** As {@link #run}, but runs nothing of a script that leaves {@code --help} to us when the line asks for that. */
    public ScriptAnswer answer(RunRequest request, ProgressListener progress) {
        Optional<ScriptHelp> help = request.asksForHelp() ? help(request.file()) : Optional.empty();
        return help.isPresent() ? help.get() : run(request, progress);
    }

    /** What a script says of itself; empty where it reads its words itself. */
    private Optional<ScriptHelp> help(Path file) {
        SourceText source = files.read(file);
        List<DeclaredOptions> declared = declared(file, source);
        boolean itsOwn = declared.stream().anyMatch(DeclaredOptions::readsArguments)
                || declared.stream()
                        .flatMap(one -> one.options().stream())
                        .anyMatch(option -> option.name().equals("help"));
        return itsOwn ? Optional.empty() : Optional.of(described(source, declared));
    }

    /** What a script says of itself; nothing of it is compiled. */
    public ScriptHelp describe(Path file) {
        SourceText source = files.read(file);
        return described(source, declared(file, source));
    }

    private List<DeclaredOptions> declared(Path file, SourceText source) {
        return files.withOpened(file, source).stream()
                .map(text -> DeclaredOptions.of(text.text()))
                .toList();
    }

    private static ScriptHelp described(SourceText source, List<DeclaredOptions> declared) {
        return new ScriptHelp(
                source.name(),
                ScriptHelp.description(source.text()),
                declared.stream().flatMap(one -> one.options().stream()).toList(),
                declared.stream().anyMatch(DeclaredOptions::takesWords));
    }

    /**
     * Runs a script to its end. An interruption stops it.
     *
     * @throws OpsException of kind INVALID for what does not compile, SCRIPT for what throws, and of its own kind where
     *     a service threw it; all say the script's line
     */
    public ScriptResult run(RunRequest request, ProgressListener progress) {
        Instant began = Instant.now();
        SourceText source = files.read(request.file());
        ScriptArguments arguments = arguments(request.file(), request.arguments());
        DeclaredOptions declared = DeclaredOptions.of(source.text());
        if (declared.isComplete()) {
            arguments.requireKnown(
                    declared.options().stream().map(ScriptOption::name).collect(Collectors.toSet()));
        }
        SnippetScope scope = new SnippetScope(services.listening(progress), arguments);
        SystemOutput output = new SystemOutput(progress);
        try {
            int exitCode = run(request.file(), source, scope).orElse(0);
            return new ScriptResult(source.name(), exitCode, Duration.between(began, Instant.now()));
        } finally {
            output.close();
        }
    }

    private OptionalInt run(Path file, SourceText source, SnippetScope scope) {
        Optional<Recording> recorded = recordings.find(file, source, files);
        if (recorded.isPresent()) {
            try (ScriptReplay replay = new ScriptReplay(recorded.get(), scope, files)) {
                return replay.run();
            }
        }
        Set<SourceText> before = files.withOpened(file, source);
        Recorder recorder = new Recorder();
        try (JavaEngine engine = new JavaEngine(scope, recorder::control)) {
            ScriptRun run = new ScriptRun(engine, files, recorder);
            try {
                OptionalInt exit = run.run(file, source);
                recorder.recording(before).ifPresent(recording -> recordings.keep(file, source, recording));
                return exit;
            } catch (OpsException e) {
                throw run.isRefused() ? withTheOthers(e, file) : e;
            }
        }
    }

    /** A failure of the compiler with what else does not compile, so that it is mended at once. */
    private OpsException withTheOthers(OpsException first, Path file) {
        List<String> details = new ArrayList<>(first.details());
        check(file).problems().stream()
                .map(problem ->
                        problem.file() + ":" + problem.line() + ":" + problem.column() + ": " + problem.message())
                .filter(said -> !said.equals(first.message()))
                .limit(MOST_PROBLEMS)
                .forEach(details::add);
        return first.details(details);
    }

    /** Compiles a script and runs nothing of it. */
    public CheckResult check(Path file) {
        return new CheckResult(List.of(files.name(file)), study(file).problems());
    }

    /** Compiles a script, runs nothing of it, and says what its source says. */
    public ScriptStudy study(Path file) {
        ScriptArguments arguments = arguments(file, List.of());
        SnippetScope scope = new SnippetScope(services.listening(ProgressListener.SILENT), arguments);
        try (JavaEngine engine = new JavaEngine(scope, CompileOnlyControl::new)) {
            SourceText source = files.read(file);
            ScriptCheck check = new ScriptCheck(engine, files);
            List<Problem> problems = check.problems(file, source);
            return new ScriptStudy(
                    new ScriptOutline(source.name(), ScriptHelp.description(source.text()), check.tree()),
                    problems,
                    check.sources());
        }
    }

    private ScriptArguments arguments(Path file, List<String> words) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        return new ScriptArguments(files.name(file), directory == null ? Path.of("") : directory, words);
    }
}
