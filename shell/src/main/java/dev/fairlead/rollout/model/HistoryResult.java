package dev.fairlead.rollout.model;

import dev.fairlead.progress.AlternativeResult;
import java.util.List;

/** What the history of a workload gives. */
public sealed interface HistoryResult extends AlternativeResult {
    /** All revisions, oldest first. */
    record Revisions(List<Revision> value) implements HistoryResult {}

    /** What differs between two. */
    record Difference(RevisionDiff value) implements HistoryResult {}
}
