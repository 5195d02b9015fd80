package dev.fairlead.script.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.journal.JournalEntry;
import dev.fairlead.kubernetes.ObjectWrite;
import dev.fairlead.script.report.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is seen of a step, or of what a script does outside of steps, while it runs. Safe for several threads. */
final class Trace {
    private static final int MOST_DIFFS = 60;

    private final StepLogTail log = new StepLogTail();
    private final List<JournalEntry> changes = new ArrayList<>();
    private final List<Traces.Attempt> attempts = new ArrayList<>();
    private final List<Traces.Diff> diffs = new ArrayList<>();
    private volatile @Nullable JsonNode said;

    StepLogTail log() {
        return log;
    }

    synchronized void changed(JournalEntry change) {
        changes.add(change);
    }

    synchronized List<JournalEntry> changes() {
        return List.copyOf(changes);
    }

    synchronized void tried(Traces.Attempt attempt) {
        attempts.add(attempt);
    }

    synchronized List<Traces.Attempt> attempts() {
        return List.copyOf(attempts);
    }

    synchronized void wrote(ObjectWrite write) {
        if (diffs.size() < MOST_DIFFS) {
            ObjectDiff.of(write).filter(diff -> !diffs.contains(diff)).ifPresent(diffs::add);
        }
    }

    synchronized List<Traces.Diff> diffs() {
        return List.copyOf(diffs);
    }

    /** What the work gave or what its failure holds. */
    void says(@Nullable JsonNode result) {
        said = result;
    }

    Optional<JsonNode> said() {
        return Optional.ofNullable(said);
    }
}
