package dev.fairlead.rollout.history;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The line that goes back from a failed rollout: to the revision whose pods still serve. That is not always the one
 * before the failed one, which may have failed as well.
 */
public final class UndoLine {
    private UndoLine() {}

    /** @param change that failed; where it went back itself, only what still serves is worth going to */
    public static Optional<String> of(
            ClusterClient cluster, WorkloadRef ref, Snapshot snapshot, WorkloadChange change) {
        HasMetadata workload = snapshot.workload();
        if (!ref.hasRevisions()) {
            return Optional.empty();
        }
        List<Revision> before = new RevisionHistory(cluster, ref, snapshot)
                .entries().stream()
                        .map(RevisionHistory.Entry::revision)
                        .filter(revision -> !revision.current() && !revision.isOut())
                        .filter(revision -> !change.back() || revision.ready() > 0)
                        .toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        String line = "rollout undo " + ref + " -n " + cluster.namespace();
        Revision previous = before.get(before.size() - 1);
        return before.stream()
                .filter(revision -> revision.ready() > 0)
                .max(Comparator.comparingInt(Revision::ready))
                .filter(serving -> serving.number() != previous.number())
                .map(serving -> line + " --to-revision " + serving.number())
                .or(() -> Optional.of(line));
    }
}
