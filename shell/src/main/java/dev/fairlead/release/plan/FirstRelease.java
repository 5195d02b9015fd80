package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The first release of a workload: nothing serves yet, so there is nothing to compare with or to go back to. */
final class FirstRelease {
    private FirstRelease() {}

    static Plan plan(PlanBuilder builder) {
        Strategy strategy = builder.request().shape();
        if (strategy instanceof Strategy.Canary || strategy instanceof Strategy.BlueGreen) {
            builder.note(builder.workload() + " is not there yet, so it is just created: " + strategy.name()
                    + " needs something that serves already");
        }
        ObjectNode made = builder.owned(
                (ObjectNode) builder.observed().deployment().body().deepCopy());
        builder.companions().then(new Step.Create(builder.workload(), made));
        builder.then(new Step.Follow(builder.workload())).gates();
        return builder.plan(builder.workload(), Optional.empty(), builder.size());
    }
}
