package dev.fairlead.release.plan;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.traffic.Routes;

/** Turns a request and what was observed into a plan; reads and writes nothing. */
public final class Planner {
    private Planner() {}

    /** @throws OpsException when the strategy cannot be had on what is there, which says why and what can be had */
    public static Plan plan(ReleaseRequest request, ReleaseObservation observation) {
        PlanBuilder builder = new PlanBuilder(request, observation);
        if (observation.serving().isEmpty()) {
            return FirstRelease.plan(builder);
        }
        refuse(builder);
        Strategy strategy = request.shape();
        if (strategy instanceof Strategy.Canary canary) {
            return observation.replicas() == 0
                    ? RollingRelease.plan(builder.note(observation.deployment().object()
                            + " has no pods, so there is nothing to try a canary beside"))
                    : observation
                            .routes()
                            .filter(Routes::weigh)
                            .map(routes -> new RoutedCanary(builder, canary, routes).plan())
                            .orElseGet(() -> new CanaryRelease(builder, canary).plan());
        }
        if (strategy instanceof Strategy.BlueGreen bluegreen) {
            return new BlueGreenRelease(builder, bluegreen).plan();
        }
        return strategy instanceof Strategy.Recreate ? RollingRelease.recreate(builder) : RollingRelease.plan(builder);
    }

    private static void refuse(PlanBuilder builder) {
        ReleaseObservation observation = builder.observed();
        String workload = observation.deployment().object();
        if (observation.serving().orElseThrow().at("/spec/paused").asBoolean()) {
            throw new OpsException(FailureKind.CONFLICT, "cannot release " + workload + ": it is paused")
                    .hint("rollout resume " + workload);
        }
        ColourPairs.refuse(builder);
    }
}
