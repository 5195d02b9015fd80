package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.kubernetes.ObjectWrite;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.report.ReportFiles;
import dev.fairlead.script.report.ScriptReport;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a script from its line to its end. Steps cost nothing before there is one. */
public final class RunSession implements AutoCloseable {
    private final Supplier<RunSubject> subjects;
    private final RunOptions options;
    private final Supplier<RunSurroundings> surroundings;
    private final ClusterSnapshots snapshots;
    private final Secrets secrets;
    private final RunEvents events;
    private final Optional<RecordedRun> resumed;
    private final ReportBuilder reporting;
    private final Consumer<JournalEntry> changes = this::changed;
    private volatile @Nullable StepRun steps;

    /**
     * A run of a script.
     *
     * @param subjects asked when there is a first step, as it costs a hash of the script
     * @param resumed the run to go on with; empty for a new one
     * @throws OpsException of kind USAGE for a report whose form is unknown
     */
    public RunSession(
            Supplier<RunSubject> subjects,
            RunOptions options,
            RunSurroundings surroundings,
            ClusterSnapshots snapshots,
            Secrets secrets,
            ProgressListener listener,
            Optional<RecordedRun> resumed) {
        this(subjects, options, () -> surroundings, snapshots, secrets, listener, resumed);
    }

    private RunSession(
            Supplier<RunSubject> subjects,
            RunOptions options,
            Supplier<RunSurroundings> surroundings,
            ClusterSnapshots snapshots,
            Secrets secrets,
            ProgressListener listener,
            Optional<RecordedRun> resumed) {
        ReportFiles.requireKnown(options.reports());
        this.subjects = subjects;
        this.options = options;
        this.surroundings = surroundings;
        this.snapshots = snapshots;
        this.secrets = secrets;
        this.events = new RunEvents(listener, secrets);
        this.resumed = resumed;
        this.reporting = new ReportBuilder(secrets);
    }

    /** Not a run of a script: at the prompt, in gates; nothing is kept of its steps. */
    public static RunSession unkept(ProgressListener listener) {
        return new RunSession(
                () -> {
                    throw new IllegalStateException("only scripts have runs");
                },
                RunOptions.NONE,
                RunSession::ofProcess,
                ClusterSnapshots.UNSEEN,
                new Secrets(),
                listener,
                Optional.empty());
    }

    private static RunSurroundings ofProcess() {
        Settings settings = Settings.of(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath());
        return RunSurroundings.alone(settings, new Journal(settings.stateDirectory(), ""));
    }

    /** @throws OpsException of kind CONFLICT where what the run before left is not what is there now */
    public void requireUnchangedWorld() {
        if (resumed.isEmpty()) {
            return;
        }
        steps().progression().requireUnchangedWorld();
    }

    public RunEvents events() {
        return events;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** The steps; made by the first who asks. */
    public synchronized StepRun steps() {
        StepRun made = steps;
        if (made == null) {
            StepResults results = new StepResults(secrets);
            made = new StepRun(
                    events, options, progression(), options.reports().isEmpty() ? results : results.reporting());
            surroundings().journal().listen(changes);
            steps = made;
        }
        return made;
    }

    /** Whether it does now what was asked for the end of a step or of the run. */
    public boolean isTidying() {
        StepRun made = steps;
        return made != null && made.isTidying();
    }

    /** Whether the script was left, and all the same has done what the line asked for. */
    public boolean isEnough() {
        StepRun made = steps;
        return made != null && made.isEnough();
    }

    public boolean isDryRun() {
        return options.dryRun();
    }

    /** Notes a parameter that the script has asked for. */
    public void asked(String name, String value, boolean secret) {
        reporting.asked(name, value, secret);
    }

    /** Who wants to hear what is written to clusters; empty where there is to be no report. */
    public Optional<Consumer<ObjectWrite>> writes() {
        if (options.reports().isEmpty()) {
            return Optional.empty();
        }
        steps();
        return Optional.of(write -> {
            if (write.checked() == options.dryRun()) {
                events.trace().wrote(write);
            }
        });
    }

    /** Asks the user; without an answer the run cannot go on. */
    public void confirm(String question) {
        if (options.yes()) {
            events.note(question + " yes, by --yes");
            return;
        }
        if (options.dryRun()) {
            events.note(question + " not asked in a dry run");
            return;
        }
        events.tell(new ProgressEvent.Asking(true));
        Optional<Boolean> answer;
        try {
            answer = surroundings().confirmation().answer(secrets.mask(question));
        } finally {
            events.tell(new ProgressEvent.Asking(false));
        }
        if (answer.isEmpty()) {
            throw new OpsException(FailureKind.USAGE, "the script wants to be answered: " + question)
                    .hint("add --yes to the line");
        }
        if (!answer.get()) {
            throw new Cancelled("not agreed to: " + question);
        }
    }

    /** A secret that the line does not have: from the environment, else, where it is required, from the user. */
    public Optional<String> secret(String name, String variable, boolean required) {
        String set = surroundings().settings().variable(variable, "");
        if (!set.isEmpty() || !required) {
            return Optional.of(set).filter(value -> !value.isEmpty());
        }
        events.tell(new ProgressEvent.Asking(true));
        try {
            return surroundings().secret().apply(name + ": ");
        } finally {
            events.tell(new ProgressEvent.Asking(false));
        }
    }

    /** A variable of the environment; empty where it is not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings().settings().environment().get(name));
    }

    public RunSurroundings surroundings() {
        return surroundings.get();
    }

    /**
     * The script has run to its end.
     *
     * @param place where it ended, for the report
     */
    public void ended(int exitCode, Supplier<ScriptReport.Environment> place) {
        StepRun made = chosenOrMade();
        if (made != null) {
            made.ended(Optional.empty());
            made.progression().ended(ReportBuilder.outcome(exitCode, Optional.empty()), exitCode);
        }
        report(exitCode, Optional.empty(), place);
    }

    /** The script has failed; gives the failure as it is to be told. */
    public OpsException failed(OpsException failure, Supplier<ScriptReport.Environment> place) {
        StepRun made = steps;
        OpsException told = secrets.mask(failure);
        if (made != null) {
            made.failed(failure);
            told = withPlace(told, made);
            made.progression()
                    .ended(
                            ReportBuilder.outcome(1, Optional.of(told)),
                            told.kind().exitCode());
        }
        try {
            report(told.kind().exitCode(), Optional.of(told), place);
        } catch (OpsException e) {
            events.warn(e.message());
        }
        return told;
    }

    @Override
    public void close() {
        StepRun made = steps;
        if (made != null) {
            surroundings().journal().unlisten(changes);
            made.progression().close();
        }
    }

    /** A line that chooses a step wants to be told of one that is not there, even where there are no steps. */
    private @Nullable StepRun chosenOrMade() {
        return options.choosesSteps() ? steps() : steps;
    }

    private static OpsException withPlace(OpsException failure, StepRun steps) {
        String at = steps.failedAt();
        OpsException told = failure;
        if (!at.isEmpty()) {
            List<String> details = new ArrayList<>(failure.details());
            details.add(0, "in step " + at);
            told = failure.details(details);
        }
        Optional<String> run = steps.progression().resumable();
        return run.isPresent() ? told.hint("script resume " + run.get()) : told;
    }

    private void report(int exitCode, Optional<OpsException> failure, Supplier<ScriptReport.Environment> place) {
        if (options.reports().isEmpty()) {
            return;
        }
        ScriptReport report = reporting.report(
                subjects.get(),
                options.dryRun(),
                resumed.map(run -> run.header().run()).orElse(""),
                steps(),
                exitCode,
                failure,
                place.get());
        ReportFiles.write(
                report,
                options.reports().stream()
                        .map(file -> surroundings().settings().path(file.toString()))
                        .toList());
    }

    private ResumeState progression() {
        if (options.dryRun() || snapshots == ClusterSnapshots.UNSEEN) {
            return ResumeState.none(events, secrets);
        }
        Runs runs = new Runs(surroundings().settings());
        RunSubject subject = subjects.get();
        return options.choosesSteps() && resumed.isEmpty()
                ? ResumeState.chosen(events, secrets, snapshots, runs, subject)
                : ResumeState.kept(events, secrets, snapshots, runs, subject, resumed);
    }

    private void changed(JournalEntry change) {
        StepRun made = steps;
        if (made != null) {
            made.changed(change);
        }
    }
}
