package dev.fairlead.multicluster;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.Optional;

/** What is done in one context; called for several at once. */
interface ContextWork {
    /** Rolls out; the status is empty where nothing was to be done. */
    Optional<RolloutStatus> forward(ClusterScope scope, ProgressListener progress);

    /**
     * Takes back what {@link #forward} did there. Does nothing where that changed nothing.
     *
     * @return what it did, in words
     */
    String back(ClusterScope scope, ProgressListener progress);
}
