package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RecordedRun.RecordedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of a run for one that goes on after it, and what this one knows of the one before. */
final class ResumeState {
    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST_HEAP = 32 * MEGABYTE;

    private final Secrets secrets;
    private final ClusterSnapshots snapshots;
    private final RunEvents events;
    private final @Nullable Runs runs;
    private final @Nullable RunSubject subject;
    private final @Nullable RecordedRun before;
    private final boolean resumes;
    private @Nullable RunJournal journal;
    private @Nullable RunHeader header;

    private ResumeState(
            RunEvents events,
            Secrets secrets,
            ClusterSnapshots snapshots,
            @Nullable Runs runs,
            @Nullable RunSubject subject,
            @Nullable RecordedRun before,
            boolean resumes) {
        this.events = events;
        this.secrets = secrets;
        this.snapshots = snapshots;
        this.runs = runs;
        this.subject = subject;
        this.before = before;
        this.resumes = resumes;
    }

    /** Keeps nothing: at the prompt, and where nothing is changed. */
    static ResumeState none(RunEvents events, Secrets secrets) {
        return new ResumeState(events, secrets, ClusterSnapshots.UNSEEN, null, null, null, false);
    }

    static ResumeState kept(
            RunEvents events,
            Secrets secrets,
            ClusterSnapshots snapshots,
            Runs runs,
            RunSubject subject,
            Optional<RecordedRun> resumed) {
        return new ResumeState(events, secrets, snapshots, runs, subject, resumed.orElse(null), resumed.isPresent());
    }

    /** Knows the results of the newest run like it, for the steps that are not to be run. */
    static ResumeState chosen(
            RunEvents events, Secrets secrets, ClusterSnapshots snapshots, Runs runs, RunSubject subject) {
        RunHeader like = header(subject, "", "", secrets);
        return new ResumeState(
                events, secrets, snapshots, runs, subject, runs.newest(like).orElse(null), false);
    }

    /** The run's name; empty before its first step. */
    synchronized Optional<String> run() {
        return Optional.ofNullable(header).map(RunHeader::run);
    }

    /** The name of a run that can be gone on with: everything that it did is recorded. */
    synchronized Optional<String> resumable() {
        return journal == null || journal.trouble().isPresent() ? Optional.empty() : run();
    }

    /** What is known of a step that an earlier run has done. */
    Optional<RecordedStep> known(StepNode step) {
        return before == null
                ? Optional.empty()
                : Optional.ofNullable(before.finished().get(step.path()));
    }

    /** Whether the steps that are known need not be run. */
    boolean resumes() {
        return resumes;
    }

    void began(StepNode step) {
        journal().ifPresent(kept -> kept.began(step));
    }

    void changed(StepNode step, JournalEntry change) {
        journal().ifPresent(kept -> kept.changed(step, change));
    }

    void failed(StepNode step, StepFailure failure) {
        journal().ifPresent(kept -> kept.failed(step, failure));
    }

    /** A step is done; what it changed is looked at as it is now. */
    void finished(StepNode step, @Nullable Object value) {
        Optional<RunJournal> kept = journal();
        if (kept.isEmpty()) {
            return;
        }
        kept.get().finished(step.path(), written(step, value), seen(step.trace().changes()));
    }

    /** A step was done before: this run knows it as well. */
    void passedOn(RecordedStep step) {
        Optional<RunJournal> kept = journal();
        if (!resumes) {
            kept.ifPresent(known -> known.finished(step.key(), step.result(), step.seen()));
        }
    }

    synchronized void ended(String outcome, int exitCode) {
        if (journal != null) {
            journal.ended(outcome, exitCode);
            journal.trouble()
                    .ifPresent(why -> events.warn("the run's journal could not be written: " + why
                            + "; the run cannot be gone on with, as nothing tells all that it did"));
        }
    }

    /** Lets the run go. */
    synchronized void close() {
        if (journal != null) {
            journal.close();
        }
    }

    /** @throws OpsException of kind CONFLICT where something is not what the run before left */
    void requireUnchangedWorld() {
        if (before == null) {
            return;
        }
        List<String> moved = new ArrayList<>();
        for (ClusterSnapshots.Seen seen : before.toCheck()) {
            String now = snapshots.identity(seen).orElse(seen.identity());
            if (!now.equals(seen.identity())) {
                moved.add(seen.place() + ": " + seen.target() + " was " + seen.identity() + " and is " + now);
            }
        }
        if (!moved.isEmpty()) {
            throw new OpsException(
                            FailureKind.CONFLICT,
                            "what the finished steps left has changed since, so the run cannot go on from there")
                    .details(moved)
                    .hint("run " + before.header().script())
                    .hint("script resume --anyway " + before.header().run());
        }
    }

    private Optional<JsonNode> written(StepNode step, @Nullable Object value) {
        try {
            JsonNode result = results().write(value);
            if (secrets.isIn(result.toString())) {
                events.note("step " + step.path() + ": its result holds a secret and is not recorded; a resumed run"
                        + " does this step again");
                return Optional.empty();
            }
            return Optional.of(result);
        } catch (ResultText.Unknown e) {
            events.note("step " + step.path() + ": its result cannot be recorded (" + e.getMessage()
                    + "); a resumed run does this step again");
            return Optional.empty();
        }
    }

    static ResultText results() {
        return new ResultText(Thread.currentThread().getContextClassLoader());
    }

    private List<ClusterSnapshots.Seen> seen(List<JournalEntry> changes) {
        Map<String, ClusterSnapshots.Seen> things = new LinkedHashMap<>();
        for (JournalEntry change : changes) {
            ClusterSnapshots.Seen seen = ClusterSnapshots.Seen.of(change);
            try {
                snapshots.identity(seen).ifPresent(what -> things.put(seen.thing(), seen.as(what)));
                snapshots.cluster(change).ifPresent(cluster -> things.put(cluster.thing(), cluster));
            } catch (OpsException e) {
                events.note(change.target() + " could not be looked at, and a resumed run does not check it: "
                        + e.message());
            }
        }
        return List.copyOf(things.values());
    }

    /** Made with the first step: a run without steps leaves nothing. */
    private synchronized Optional<RunJournal> journal() {
        if (journal == null && runs != null && subject != null) {
            requireGround(runs.workingDirectory());
            Optional<RecordedRun> goneOnWith = Optional.ofNullable(before).filter(run -> resumes);
            RunHeader made = header(
                    subject,
                    runs.newName(subject.file()),
                    goneOnWith.map(run -> run.header().run()).orElse(""),
                    secrets);
            List<String> carried = goneOnWith.map(RecordedRun::toCarry).orElse(List.of());
            journal = RunJournal.begin(runs.file(made.run()), made, carried, secrets);
            header = made;
            runs.prune();
        }
        return Optional.ofNullable(journal);
    }

    /** What steps need wherever they run; said before the first of them, not in the middle. */
    private static void requireGround(Path workingDirectory) {
        if (Files.notExists(workingDirectory)) {
            throw new OpsException(
                    FailureKind.NOT_FOUND, "the working directory " + workingDirectory + " is gone; no step was run");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < LEAST_HEAP) {
            throw new OpsException(
                            FailureKind.FAILED,
                            "a heap of " + heap / MEGABYTE + " MB is too small for steps, which need "
                                    + LEAST_HEAP / MEGABYTE + " MB; no step was run")
                    .hint("export FAIRLEAD_OPTS=-Xmx256m");
        }
    }

    private static RunHeader header(RunSubject subject, String run, String resumes, Secrets secrets) {
        return RunHeader.now(
                run, subject.name(), subject.file(), subject.hash(), secrets.mask(subject.words()), resumes);
    }
}
