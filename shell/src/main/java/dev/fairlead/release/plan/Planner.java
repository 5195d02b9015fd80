package dev.fairlead.release.plan;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.traffic.Routes;

/** Turns a request and what was observed into a plan; reads and writes nothing. */
public final class Planner {
    private Planner() {}

    /** @throws OpsException when the strategy cannot be had on what is there, which says why and what can be had */
    public static Plan plan(ReleaseRequest request, ReleaseObservation observed) {
        PlanBuilder blueprint = new PlanBuilder(request, observed);
        if (observed.serving().isEmpty()) {
            return FirstRelease.plan(blueprint);
        }
        refuse(blueprint);
        Strategy strategy = request.shape();
        if (strategy instanceof Strategy.Canary canary) {
            return observed.replicas() == 0
                    ? RollingRelease.plan(blueprint.note(observed.deployment().object()
                            + " has no pods, so there is nothing to try a canary beside"))
                    : observed.routes()
                            .filter(Routes::weigh)
                            .map(routes -> new RoutedCanary(blueprint, canary, routes).plan())
                            .orElseGet(() -> new CanaryRelease(blueprint, canary).plan());
        }
        if (strategy instanceof Strategy.BlueGreen bluegreen) {
            return new BlueGreenRelease(blueprint, bluegreen).plan();
        }
        return strategy instanceof Strategy.Recreate
                ? RollingRelease.recreate(blueprint)
                : RollingRelease.plan(blueprint);
    }

    private static void refuse(PlanBuilder blueprint) {
        ReleaseObservation observed = blueprint.observed();
        String workload = observed.deployment().object();
        if (observed.serving().orElseThrow().at("/spec/paused").asBoolean()) {
            throw new OpsException(FailureKind.CONFLICT, "cannot release " + workload + ": it is paused")
                    .hint("rollout resume " + workload);
        }
        ColourPairs.refuse(blueprint);
    }
}
