package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.traffic.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A canary by the count of pods: a second Deployment whose pods the Service selects as well. The stable Deployment's
 * template is not touched before the promotion.
 */
public final class CanaryRelease {
    public static final String SUFFIX = "-canary";
    private static final List<String> REPLICAS = List.of("/spec/replicas");

    private final PlanBuilder builder;
    private final Strategy.Canary canary;
    private final ObjectName stable;
    private final ObjectName candidate;
    private final int replicas;

    CanaryRelease(PlanBuilder builder, Strategy.Canary canary) {
        this.builder = builder;
        this.canary = canary;
        this.stable = builder.stable();
        this.candidate = ObjectName.deployment(stable.name() + SUFFIX);
        this.replicas = builder.observed().replicas();
    }

    Plan plan() {
        builder.mustBeFree(candidate);
        JsonNode serving = builder.observed().serving().orElseThrow();
        builder.relyOnServing().companions();
        notes(serving);
        PodShares last = null;
        for (int percent : canary.steps()) {
            PodShares shares = PodShares.of(percent, replicas, builder.autoscaled());
            share(percent, shares, last);
            last = shares;
        }
        int promotion = builder.size();
        promote();
        builder.back(new Step.Restore(stable, builder.all(), "what was found")).back(new Step.Follow(stable));
        builder.back(new Step.Remove(candidate)).companionsBack();
        return builder.plan(candidate, Optional.empty(), promotion);
    }

    private void notes(JsonNode serving) {
        JsonNode template = serving.at("/spec/template");
        List<String> services = builder.observed().selecting(template).stream()
                .map(s -> s.at("/metadata/name").asText())
                .toList();
        if (services.isEmpty()) {
            builder.note("no service selects the pods of " + stable + ", so the canary gets no traffic from one");
        }
        autoscaler(builder, true);
        builder.observed().routes().ifPresent(routes -> routes.notes().forEach(builder::note));
        int first = canary.steps().get(0);
        PodShares shares = PodShares.of(first, replicas, builder.autoscaled());
        if (!services.isEmpty() && 100.0 * shares.candidate() / shares.all() >= 2.0 * first) {
            builder.note(first + "% is not to be had by pods: " + Share.words(shares.candidate(), shares.all())
                    + " is the least");
        }
    }

    /** @param counts whether its averages take the canary's pods in */
    static void autoscaler(PlanBuilder builder, boolean counts) {
        builder.observed()
                .autoscaler()
                .ifPresent(hpa -> builder.note("hpa/" + hpa.at("/metadata/name").asText() + " decides how many pods "
                        + builder.stable() + " has"
                        + (counts ? "; it counts the canary's pods in its averages" : "")));
    }

    private void share(int percent, PodShares shares, @Nullable PodShares last) {
        if (last == null) {
            builder.then(new Step.Create(
                    candidate, manifest(builder, candidate, Map.of(Routes.TRACK, Routes.CANARY), shares.candidate())));
            builder.then(new Step.Follow(candidate));
        } else if (last.candidate() != shares.candidate()) {
            builder.then(new Step.Scale(candidate, shares.candidate())).then(new Step.Follow(candidate));
        }
        int before = last == null ? replicas : last.stable();
        if (before != shares.stable()) {
            builder.then(new Step.Scale(stable, shares.stable())).then(new Step.Follow(stable));
        }
        builder.then(new Step.Weigh(percent, "pods", shares.candidate(), shares.all()))
                .gates();
        if (!canary.pause().isZero()) {
            builder.then(new Step.Pause(canary.pause()));
        }
    }

    /** It goes with the Deployment that it is a canary of. */
    static ObjectNode manifest(PlanBuilder builder, ObjectName candidate, Map<String, String> labels, int pods) {
        ObjectNode made = builder.sibling(candidate.name(), labels, pods, true);
        made.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .put("name", builder.stable().name())
                .put(
                        "uid",
                        builder.observed()
                                .serving()
                                .orElseThrow()
                                .at("/metadata/uid")
                                .asText());
        return made;
    }

    /** All stable pods are back before the first of them is replaced. */
    private void promote() {
        if (!builder.autoscaled() && PodShares.of(lastStep(), replicas, false).stable() != replicas) {
            builder.then(new Step.Restore(stable, REPLICAS, "the count of pods"))
                    .then(new Step.Follow(stable));
        }
        builder.then(RollingRelease.template(builder)).then(new Step.Follow(stable));
        builder.then(new Step.Remove(candidate));
    }

    private int lastStep() {
        return canary.steps().get(canary.steps().size() - 1);
    }
}
