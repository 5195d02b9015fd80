package dev.fairlead.rollout.deploy;

import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.model.ObjectChange;
import dev.fairlead.rollout.model.RevisionAuthor;
import java.time.Instant;

/** Who changes what on a cluster, for the journal here and for the history there. */
public final class ChangeRecord {
    private final ClusterClient cluster;
    private final Journal journal;

    public ChangeRecord(ClusterClient cluster, Journal journal) {
        this.cluster = cluster;
        this.journal = journal;
    }

    /** What the history is told of a change made now, by the cluster's clock. */
    public String author() {
        return RevisionAuthor.note(journal.user(), Instant.now().plus(cluster.clockSkew()));
    }

    public void add(String action, ObjectChange change) {
        if (cluster.isRehearsing()) {
            return;
        }
        journal.record(
                ChangePlace.in(cluster.context(), cluster.namespace()), action, change.object(), change.outcome());
    }
}
