package dev.fairlead.multicluster;

import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** A rollout over several contexts that did not get through all of them; its kind is that of the first failure. */
public final class MultiClusterFailed extends OpsException {
    private final transient List<ContextOutcome> outcomes;

    MultiClusterFailed(String message, OpsException first, List<String> hints, List<ContextOutcome> outcomes) {
        super(first.kind(), message, first.details(), hints, first);
        this.outcomes = List.copyOf(outcomes);
    }

    /** Of every context, in the order of the waves. */
    public List<ContextOutcome> outcomes() {
        return outcomes;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(outcomes);
    }
}
