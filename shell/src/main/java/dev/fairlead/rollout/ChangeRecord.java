package dev.fairlead.rollout;

import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import java.time.Instant;

/** Who changes what on a cluster, for the journal here and for the history there. */
final class ChangeRecord {
    private final ClusterClient cluster;
    private final Journal journal;

    ChangeRecord(ClusterClient cluster, Journal journal) {
        this.cluster = cluster;
        this.journal = journal;
    }

    /** What the history is told of a change made now, by the cluster's clock. */
    String author() {
        return RevisionAuthor.note(journal.user(), Instant.now().plus(cluster.clockSkew()));
    }

    void add(String action, ObjectChange change) {
        if (cluster.isRehearsing()) {
            return;
        }
        journal.record(cluster.context() + "/" + cluster.namespace(), action, change.object(), change.outcome());
    }
}
