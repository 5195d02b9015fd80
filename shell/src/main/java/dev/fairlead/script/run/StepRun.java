package dev.fairlead.script.run;

import dev.fairlead.failure.Cancelled;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressEvent.StepOutcome;
import dev.fairlead.script.io.Secrets;
import dev.fairlead.script.run.RecordedRun.RecordedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of one run. Safe for several threads. */
public final class StepRun {
    private static final int MOST_CAUSES = 20;

    private final RunEvents events;
    private final ResumeState progression;
    private final StepChoice choice;
    private final StepResults results;
    private final CleanupActions tidying = new CleanupActions();
    private final List<StepNode> nodes = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final Map<String, Branches.Place> branches = new HashMap<>();
    private final AtomicInteger tidies = new AtomicInteger();
    private final Map<Throwable, StepNode> failed = new IdentityHashMap<>();
    private volatile @Nullable StepNode failedAt;
    private volatile boolean enough;

    StepRun(RunEvents events, RunOptions options, ResumeState progression, StepResults results) {
        this.events = events;
        this.progression = progression;
        this.choice = new StepChoice(options);
        this.results = results;
    }

    /** Steps that nothing is kept of. */
    public static StepRun unkept(RunEvents events, Secrets secrets) {
        return new StepRun(events, RunOptions.NONE, ResumeState.none(events, secrets), new StepResults(secrets));
    }

    /**
     * Runs a step, or gives what an earlier run of it gave.
     *
     * @param gives whether its value means anything
     */
    public <T extends @Nullable Object> T step(String name, boolean gives, ValueAction<T> work) {
        if (name.isBlank()) {
            throw new OpsException(FailureKind.USAGE, "a step wants a name");
        }
        StepNode node = begun(events.safe(name));
        Optional<RecordedStep> known = progression.known(node);
        if (!choice.runs(node)) {
            return notRun(node, gives, known);
        }
        if (progression.resumes() && known.isPresent() && known.get().result().isPresent()) {
            try {
                return doneBefore(node, known.get());
            } catch (ResultText.Unknown e) {
                events.note("step " + node.path() + ": what was recorded of it cannot be read any more ("
                        + e.getMessage() + "); it is run again");
            }
        }
        return ran(node, work);
    }

    /** Asks that something is done when the step that stands around it, or else the run, fails. */
    public void onFailure(FailureAction what) {
        tidyingHere().whenFailed(what);
    }

    /** Asks that something is done when the step that stands around it, or else the run, ends however it does. */
    public void finallyDo(VoidAction what) {
        tidyingHere().always(what);
    }

    /** A change that a service made on this thread. */
    public void changed(JournalEntry change) {
        StepNode step = events.current();
        events.trace().changed(change);
        if (step != null) {
            progression.changed(step, change);
        }
    }

    /** Whether it was left behind the one step that was asked for, since what follows needs what nobody knows yet. */
    boolean isEnough() {
        return enough;
    }

    /** Whether it does now what was asked for the end of a step or of the run. */
    public boolean isTidying() {
        return tidies.get() > 0;
    }

    /** Does what was asked for the end of the run; a run without failure must have met the step that was chosen. */
    void ended(Optional<Throwable> failure) {
        tidied(tidying, failure, "");
        if (failure.isEmpty()) {
            choice.requireMet();
        }
    }

    /** As {@link #ended} for a run that has failed; what its failure holds is reported, in or outside of steps. */
    void failed(OpsException failure) {
        Throwable thrown = failure.getCause() == null ? failure : failure.getCause();
        events.outside().says(results.report(failure.result().isPresent() ? failure : thrown));
        failedAt = cameFrom(failure).or(() -> cameFrom(thrown)).orElse(null);
        ended(Optional.of(failure));
    }

    /** The innermost step that threw it, or something that was thrown because of it. */
    private synchronized Optional<StepNode> cameFrom(Throwable thrown) {
        return failed.entrySet().stream()
                .filter(step -> Stream.<Throwable>iterate(step.getKey(), Objects::nonNull, Throwable::getCause)
                        .limit(MOST_CAUSES)
                        .anyMatch(cause -> cause == thrown))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The path of the innermost step that the run's failure came from; empty where it came from none. */
    String failedAt() {
        StepNode failed = failedAt;
        return failed == null ? "" : failed.path();
    }

    ResumeState progression() {
        return progression;
    }

    RunEvents events() {
        return events;
    }

    synchronized List<StepNode> nodes() {
        return List.copyOf(nodes);
    }

    private StepNode begun(String name) {
        StepNode parent = events.current();
        boolean aside = Branches.isBranch();
        synchronized (this) {
            requireOneBranch((parent == null ? "" : parent.path() + StepNode.BELOW) + name);
            String id = "step-" + (nodes.size() + 1);
            int occurrence = 1;
            StepNode node = new StepNode(id, parent, name, occurrence, aside);
            while (!paths.add(node.path())) {
                node = new StepNode(id, parent, name, ++occurrence, aside);
            }
            nodes.add(node);
            return node;
        }
    }

    /** Which of two that run at the same time is the first, no two runs would agree on. */
    private void requireOneBranch(String place) {
        Optional<Branches.Place> here = Branches.here();
        Branches.Place before = here.isEmpty() ? null : branches.put(place, here.get());
        if (before != null && before.isBeside(here.get())) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "two steps that run at the same time are both called \"" + place
                                    + "\"; a resumed run could not tell them apart")
                    .hint("give each a name of its own, e.g. step(\"Roll out \" + region, …)");
        }
    }

    private <T extends @Nullable Object> T ran(StepNode node, ValueAction<T> work) {
        progression.began(node);
        StepNode before = events.enter(node);
        started(node);
        try {
            T value = work.run();
            tidied(node.tidying(), Optional.empty(), node.path());
            node.trace().says(results.report(value));
            progression.finished(node, value);
            over(node, StepOutcome.SUCCEEDED);
            return value;
        } catch (Throwable thrown) {
            failed(node, thrown);
            throw Rethrow.on(thrown);
        } finally {
            events.enter(before);
        }
    }

    private void failed(StepNode node, Throwable thrown) {
        StepFailure why = StepFailure.of(thrown, node.path());
        boolean cancelled = thrown instanceof Cancelled || thrown instanceof InterruptedException;
        if (!cancelled) {
            synchronized (this) {
                failed.putIfAbsent(thrown, node);
            }
        }
        node.failedBy(why);
        node.trace().says(results.report(thrown));
        tidied(node.tidying(), Optional.of(thrown), node.path());
        progression.failed(node, why);
        over(node, cancelled ? StepOutcome.CANCELLED : StepOutcome.FAILED);
    }

    private void tidied(CleanupActions what, Optional<Throwable> failure, String path) {
        if (what.isEmpty()) {
            return;
        }
        tidies.incrementAndGet();
        try {
            String where = path.isEmpty() ? "" : " of step " + path;
            failure.ifPresent(thrown -> what.failed(
                    StepFailure.of(thrown, path.isEmpty() ? failedAt() : path),
                    (name, e) -> events.warn(name + where + " failed itself: " + e)));
            what.ended((name, e) -> events.warn(name + where + " failed itself: " + e));
        } finally {
            tidies.decrementAndGet();
        }
    }

    private <T extends @Nullable Object> T notRun(StepNode node, boolean gives, Optional<RecordedStep> known) {
        started(node);
        known.ifPresent(progression::passedOn);
        over(node, StepOutcome.SKIPPED);
        if (!gives) {
            return StepResults.none();
        }
        RecordedStep recorded = known.filter(step -> step.result().isPresent()).orElseThrow(() -> missing(node));
        try {
            return results.read(recorded);
        } catch (ResultText.Unknown e) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "step " + node.path() + ": what was recorded of it is no " + e.getMessage() + " any more",
                    e);
        }
    }

    /** Behind the one step that was asked for it is no failure: a pipeline's next job runs the rest. */
    private OpsException missing(StepNode node) {
        if (node.parent() == null && choice.isMet()) {
            enough = true;
            events.note("the run ends here, as no run has recorded yet what step " + node.path() + " gives");
            return new Cancelled("what follows step " + node.path() + " is not run");
        }
        return new OpsException(
                FailureKind.USAGE,
                "step " + node.path() + " is not to be run, and no earlier run with the same options"
                        + " recorded what it gives");
    }

    private <T extends @Nullable Object> T doneBefore(StepNode node, RecordedStep recorded) throws ResultText.Unknown {
        T value = results.read(recorded);
        started(node);
        node.trace().says(results.report(value));
        progression.passedOn(recorded);
        over(node, StepOutcome.DONE_BEFORE);
        return value;
    }

    private CleanupActions tidyingHere() {
        StepNode step = events.current();
        return step == null ? tidying : step.tidying();
    }

    private void started(StepNode node) {
        StepNode parent = node.parent();
        events.tell(new ProgressEvent.StepStarted(
                node.id(), parent == null ? "" : parent.id(), node.name(), node.path(), node.aside()));
    }

    private void over(StepNode node, StepOutcome outcome) {
        node.over(outcome);
        events.flush(node);
        events.tell(new ProgressEvent.StepFinished(
                node.id(), node.path(), outcome, Duration.between(node.began(), node.ended())));
    }
}
