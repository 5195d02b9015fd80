package dev.fairlead.script;

import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.api.SnippetScope;
import dev.fairlead.script.engine.CompileOnlyControl;
import dev.fairlead.script.engine.JavaEngine;
import dev.fairlead.script.engine.SystemOutput;
import dev.fairlead.script.io.StubbedResponses;
import dev.fairlead.script.replay.Recorder;
import dev.fairlead.script.replay.Recording;
import dev.fairlead.script.replay.Recordings;
import dev.fairlead.script.replay.ScriptReplay;
import dev.fairlead.script.report.ScriptReport;
import dev.fairlead.script.run.HeldRun;
import dev.fairlead.script.run.RecordedRun;
import dev.fairlead.script.run.RunSession;
import dev.fairlead.script.run.RunSubject;
import dev.fairlead.script.run.RunSummary;
import dev.fairlead.script.run.RunSurroundings;
import dev.fairlead.script.run.Runs;
import dev.fairlead.script.source.DeclaredOptions;
import dev.fairlead.script.source.ScriptArguments;
import dev.fairlead.script.source.ScriptFiles;
import dev.fairlead.script.source.ScriptOutline;
import dev.fairlead.script.source.ScriptProblem;
import dev.fairlead.script.source.SourceText;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Runs and checks saved scripts. */
public final class ScriptService {
    private static final int MOST_PROBLEMS = 20;

    private final ScriptServices services;
    private final ScriptFiles files;
    private final Recordings recordings;
    private final RunSurroundings surroundings;

    /** @param surroundings its directories are where runs are recorded and journalled, and what names start from */
    public ScriptService(ScriptServices services, RunSurroundings surroundings) {
        this.services = services;
        this.surroundings = surroundings;
        this.files = new ScriptFiles(surroundings.settings().workingDirectory());
        this.recordings =
                new Recordings(surroundings.settings().cacheDirectory().resolve("scripts"));
    }

    /**
     * With nobody to ask.
     *
     * @param workingDirectory what the names in failures start from
     * @param cacheDirectory where everything that is kept of runs goes
     */
    public ScriptService(ScriptServices services, Path workingDirectory, Path cacheDirectory) {
        this(services, alone(workingDirectory, cacheDirectory));
    }

    private static RunSurroundings alone(Path workingDirectory, Path directory) {
        Settings settings =
                new Settings(System.getenv(), workingDirectory, workingDirectory, directory, directory, directory);
        return RunSurroundings.alone(settings, new Journal(directory, ""));
    }

    /** The same where these are said in the place of what scripts ask outside. */
    public ScriptService answering(StubbedResponses answers) {
        return new ScriptService(services.answering(answers), surroundings);
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

    /** What may stand on a line behind a script's name; nothing of it is compiled. */
    public ScriptWords words(Path file) {
        List<DeclaredOptions> declared = declared(file, files.read(file));
        return new ScriptWords(
                declared.stream().flatMap(one -> one.options().stream()).toList(),
                declared.stream().anyMatch(DeclaredOptions::takesWords),
                declared.stream().noneMatch(DeclaredOptions::readsArguments));
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
        return run(request, progress, Optional.empty(), false);
    }

    /**
     * Goes on with a run after the last step that it has finished.
     *
     * @throws OpsException of kind CONFLICT where the run is over, still runs or was gone on with, or where the script or
     *     what its finished steps left is not what it was
     */
    public ScriptResult resume(ResumeRequest request, ProgressListener progress) {
        try (HeldRun held = recordedRuns().hold(request.run())) {
            RecordedRun before = held.run();
            SourceText source = files.read(before.script());
            before.requireUnchanged(subject(before.script(), source, List.of()).hash());
            List<String> words = new ArrayList<>(before.words());
            words.addAll(request.arguments());
            return run(
                    new RunRequest(before.script(), words, request.options()),
                    progress,
                    Optional.of(before),
                    request.anyway());
        }
    }

    /** The runs that have steps, newest first. */
    public List<RunSummary> runs() {
        return recordedRuns().list();
    }

    /** Names of the runs whose journals only a newer fairlead can read. */
    public List<String> newerRuns() {
        return recordedRuns().newer();
    }

    private Runs recordedRuns() {
        return new Runs(surroundings.settings());
    }

    /** @param anyway whether it does not matter what has changed since */
    private ScriptResult run(
            RunRequest request, ProgressListener progress, Optional<RecordedRun> before, boolean anyway) {
        Instant began = Instant.now();
        SourceText source = files.read(request.file());
        Set<SourceText> texts = files.withOpened(request.file(), source);
        ScriptLine line = ScriptLine.of(request, texts);
        if (line.options().choosesSteps()) {
            DeclaredSteps.of(texts).requireChosen(line.options());
        }
        ScriptArguments arguments = arguments(request.file(), line.words());
        DeclaredOptions declared = DeclaredOptions.of(source.text());
        if (declared.isComplete()) {
            arguments.requireKnown(declared.options());
            if (!declared.takesWords()) {
                arguments.requireNoWords();
            }
        }
        RunSession session = new RunSession(
                () -> subject(request.file(), source, line.words()),
                line.options(),
                surroundings,
                new LiveState(services),
                line.secrets(),
                progress,
                before);
        SnippetScope scope = new SnippetScope(services.listening(session.events()), arguments, session, null);
        SystemOutput output = new SystemOutput(session);
        services.rehearse(line.options().dryRun());
        Supplier<ScriptReport.Environment> place =
                () -> RunPlace.of(surroundings.settings(), services, arguments.directory());
        try {
            session.writes().ifPresent(services.clusters()::listen);
            if (!anyway) {
                session.requireUnchangedWorld();
            }
            int exitCode = run(request.file(), source, scope).orElse(0);
            session.ended(exitCode, place);
            return new ScriptResult(source.name(), exitCode, Duration.between(began, Instant.now()));
        } catch (OpsException e) {
            if (!session.isEnough()) {
                throw session.failed(e, place);
            }
            session.ended(0, place);
            return new ScriptResult(source.name(), 0, Duration.between(began, Instant.now()));
        } finally {
            services.rehearse(false);
            services.clusters().listen(null);
            session.close();
            output.close();
        }
    }

    /** Where runs are now, for reports. */
    public ScriptReport.Environment environment() {
        Settings settings = surroundings.settings();
        return RunPlace.of(settings, services, settings.workingDirectory());
    }

    private RunSubject subject(Path file, SourceText source, List<String> words) {
        return RunSubject.of(
                source.name(),
                file.toAbsolutePath().normalize(),
                files.withOpened(file, source).stream().map(SourceText::text).toList(),
                words);
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
            List<ScriptProblem> problems = check.problems(file, source);
            return new ScriptStudy(
                    new ScriptOutline(source.name(), ScriptHelp.description(source.text()), check.tree()),
                    problems,
                    check.sources());
        }
    }

    private ScriptArguments arguments(Path file, List<String> words) {
        return new ScriptArguments(files.name(file), ScriptFiles.directory(file), words);
    }
}
