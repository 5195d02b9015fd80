package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.deploy.CheckedWrite;
import java.util.List;
import java.util.Optional;

/** Releases within one Deployment: pod by pod, or all at once. */
final class RollingRelease {
    private static final List<String> TEMPLATE = List.of("/spec/template");
    private static final List<String> STRATEGY = List.of("/spec/strategy");

    private RollingRelease() {}

    static Plan plan(PlanBuilder builder) {
        ObjectName stable = builder.stable();
        builder.relyOnServing()
                .companions()
                .then(template(builder))
                .then(new Step.Follow(stable))
                .gates();
        builder.back(new Step.Restore(stable, builder.all(), "the template")).back(new Step.Follow(stable));
        return builder.companionsBack().plan(stable, Optional.empty(), builder.size());
    }

    /** The Deployment's own update strategy is put back at the end, whichever way it goes. */
    static Plan recreate(PlanBuilder builder) {
        if (builder.request().what().maxSurge().isPresent()
                || builder.request().what().maxUnavailable().isPresent()) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "--max-surge and --max-unavailable say how pods are replaced one by one; recreate replaces all at"
                            + " once");
        }
        ObjectName stable = builder.stable();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode strategy = patch.putObject("spec").putObject("strategy");
        strategy.put("type", "Recreate").putNull("rollingUpdate");
        builder.relyOnServing();
        Step all = new Step.Patch(stable, ClusterClient.MERGE_PATCH, patch, "to replace all pods at once");
        builder.companions().then(all).then(template(builder));
        builder.then(new Step.Follow(stable)).gates().then(new Step.Restore(stable, STRATEGY, "the update strategy"));
        builder.back(all).back(new Step.Restore(stable, TEMPLATE, "the template"));
        if (!builder.autoscaled()) {
            builder.back(new Step.Restore(stable, List.of("/spec/replicas"), "the count of pods"));
        }
        builder.back(new Step.Follow(stable)).back(new Step.Restore(stable, STRATEGY, "the update strategy"));
        builder.note("between the old pods and the new ones nothing serves");
        return builder.companionsBack().plan(stable, Optional.empty(), builder.size());
    }

    /** What makes the stable Deployment the desired one. */
    static Step template(PlanBuilder builder) {
        CheckedWrite draft = builder.observed().deployment();
        return new Step.Patch(builder.stable(), draft.patchType(), draft.body(), "to " + builder.image());
    }
}
