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

    static Plan plan(PlanBuilder blueprint) {
        ObjectName stable = blueprint.stable();
        blueprint
                .relyOnServing()
                .companions()
                .then(template(blueprint))
                .then(new Step.Follow(stable))
                .gates();
        blueprint
                .back(new Step.Restore(stable, blueprint.all(), "the template"))
                .back(new Step.Follow(stable));
        return blueprint.companionsBack().plan(stable, Optional.empty(), blueprint.size());
    }

    /** The Deployment's own update strategy is put back at the end, whichever way it goes. */
    static Plan recreate(PlanBuilder blueprint) {
        if (blueprint.request().what().maxSurge().isPresent()
                || blueprint.request().what().maxUnavailable().isPresent()) {
            throw new OpsException(
                    FailureKind.USAGE,
                    "--max-surge and --max-unavailable say how pods are replaced one by one; recreate replaces all at"
                            + " once");
        }
        ObjectName stable = blueprint.stable();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        ObjectNode strategy = patch.putObject("spec").putObject("strategy");
        strategy.put("type", "Recreate").putNull("rollingUpdate");
        blueprint.relyOnServing();
        Step all = new Step.Patch(stable, ClusterClient.MERGE_PATCH, patch, "to replace all pods at once");
        blueprint.companions().then(all).then(template(blueprint));
        blueprint.then(new Step.Follow(stable)).gates().then(new Step.Restore(stable, STRATEGY, "the update strategy"));
        blueprint.back(all).back(new Step.Restore(stable, TEMPLATE, "the template"));
        if (!blueprint.autoscaled()) {
            blueprint.back(new Step.Restore(stable, List.of("/spec/replicas"), "the count of pods"));
        }
        blueprint.back(new Step.Follow(stable)).back(new Step.Restore(stable, STRATEGY, "the update strategy"));
        blueprint.note("between the old pods and the new ones nothing serves");
        return blueprint.companionsBack().plan(stable, Optional.empty(), blueprint.size());
    }

    /** What makes the stable Deployment the desired one. */
    static Step template(PlanBuilder blueprint) {
        CheckedWrite draft = blueprint.observed().deployment();
        return new Step.Patch(blueprint.stable(), draft.patchType(), draft.body(), "to " + blueprint.image());
    }
}
