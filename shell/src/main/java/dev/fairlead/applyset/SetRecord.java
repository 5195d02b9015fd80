package dev.fairlead.applyset;

import dev.fairlead.journal.ChangePlace;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;

/** Writes what is changed on a cluster to the journal. */
record SetRecord(ClusterClient cluster, Journal journal, String set) {
    /** @param namespace empty for kinds that have none */
    void add(String object, String namespace, String outcome) {
        journal.record(ChangePlace.in(cluster.context(), namespace), "apply set " + set, object, outcome);
    }
}
