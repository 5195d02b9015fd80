package dev.fairlead.fleet;

import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutResult;

/** What is done in one context; called for several at once. */
public interface ContextWork {
    /** Rolls out. */
    RolloutResult forward(ClusterScope scope, ProgressListener progress);

    /**
     * Takes back what {@link #forward} did there. Does nothing where that changed nothing.
     *
     * @return what it did, in words
     */
    String back(ClusterScope scope, ProgressListener progress);
}
