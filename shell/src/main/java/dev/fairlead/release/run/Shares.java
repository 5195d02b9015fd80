package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.Share;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseObjects;
import dev.fairlead.release.record.ReleaseRecord;
import dev.fairlead.traffic.Traffic;
import java.util.List;
import java.util.Optional;

/** The real share of a canary's traffic, by the pods that are ready or by the routes as they are. */
final class Shares {
    private Shares() {}

    /** Empty where the release shares no traffic, or where it cannot be read now. */
    static Optional<Share> of(ReleaseContext context, ReleaseRecord record) {
        Plan plan = record.plan();
        List<Step.Weigh> weights = plan.steps().stream()
                .filter(Step.Weigh.class::isInstance)
                .map(Step.Weigh.class::cast)
                .toList();
        if (weights.isEmpty()) {
            return Optional.empty();
        }
        int asked = 0;
        for (Step step : plan.steps()
                .subList(
                        0,
                        record.back()
                                ? 0
                                : Math.min(record.next() + 1, plan.steps().size()))) {
            asked = step instanceof Step.Weigh weigh ? weigh.percent() : asked;
        }
        try {
            Share pods = of(new ReleaseObjects(context.cluster()), plan, asked);
            List<String> routes = plan.routes()
                    .map(found -> new Traffic(context.cluster(), ProgressListener.SILENT).shares(found))
                    .orElse(List.of());
            return Optional.of(new Share(pods.pods(), pods.ofPods(), asked, routes));
        } catch (OpsException e) {
            // Where the release stands is told without it rather than not at all.
            return Optional.empty();
        }
    }

    static Share of(ReleaseObjects objects, Plan plan, int asked) {
        int candidate = ready(objects, plan.candidate());
        return new Share(candidate, candidate + ready(objects, plan.stable()), asked, List.of());
    }

    private static int ready(ReleaseObjects objects, ObjectName deployment) {
        Optional<JsonNode> there = objects.find(deployment);
        return there.map(d -> d.at("/status/readyReplicas").asInt()).orElse(0);
    }
}
