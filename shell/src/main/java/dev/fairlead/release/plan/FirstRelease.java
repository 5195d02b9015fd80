package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The first release of a workload: nothing serves yet, so there is nothing to compare with or to go back to. */
final class FirstRelease {
    private FirstRelease() {}

    static Plan plan(PlanBuilder blueprint) {
        Strategy strategy = blueprint.request().shape();
        if (strategy instanceof Strategy.Canary || strategy instanceof Strategy.BlueGreen) {
            blueprint.note(blueprint.workload() + " is not there yet, so it is just created: " + strategy.name()
                    + " needs something that serves already");
        }
        ObjectNode made = blueprint.owned(
                (ObjectNode) blueprint.observed().deployment().body().deepCopy());
        blueprint.companions().then(new Step.Create(blueprint.workload(), made));
        blueprint.then(new Step.Follow(blueprint.workload())).gates();
        return blueprint.plan(blueprint.workload(), Optional.empty(), blueprint.size());
    }
}
