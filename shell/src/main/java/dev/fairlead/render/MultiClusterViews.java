package dev.fairlead.render;

import dev.fairlead.multicluster.ContextOutcome;
import dev.fairlead.rollout.judge.RolloutStatus;

/** How rollouts over several contexts look. */
final class MultiClusterViews {
    private MultiClusterViews() {}

    static void addTo(Views views) {
        views.add(View.of(ContextOutcome.class)
                .column("WAVE", ContextOutcome::wave)
                .column("CONTEXT", ContextOutcome::context)
                .column("NAMESPACE", ContextOutcome::namespace)
                .column("OUTCOME", ContextOutcome::outcome)
                .column("REVISION", o -> o.status().map(RolloutStatus::revision).orElse(""))
                .column("TOOK", o -> o.took().isZero() ? "" : Shown.duration(o.took()))
                .column("WHY", ContextOutcome::message)
                .wide(
                        "IMAGES",
                        o -> o.status()
                                .map(status -> String.join(", ", status.images()))
                                .orElse(""))
                .name(ContextOutcome::context));
    }
}
