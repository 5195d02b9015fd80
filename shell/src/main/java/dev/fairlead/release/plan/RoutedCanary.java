package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.traffic.Routes;
import java.util.List;
import java.util.Optional;

/**
 * A canary by the weights of routes: its pods come beside all of the stable ones, which are neither fewer meanwhile nor
 * touched before the promotion.
 */
final class RoutedCanary {
    private final PlanBuilder builder;
    private final Strategy.Canary canary;
    private final Routes routes;
    private final ObjectName stable;
    private final ObjectName candidate;

    RoutedCanary(PlanBuilder builder, Strategy.Canary canary, Routes routes) {
        this.builder = builder;
        this.canary = canary;
        this.routes = routes;
        this.stable = builder.stable();
        this.candidate = ObjectName.deployment(stable.name() + CanaryRelease.SUFFIX);
    }

    Plan plan() {
        builder.mustBeFree(candidate);
        builder.relyOnServing().companions();
        notes();
        if (!routes.added().isEmpty()) {
            builder.then(new Step.AddRoutes(routes.added()));
        }
        int pods = 0;
        for (int percent : canary.steps()) {
            pods = share(percent, pods);
        }
        int promotion = builder.size();
        promote();
        back();
        return builder.plan(candidate, Optional.of(routes.canary()), promotion);
    }

    /** How many pods the candidate then has. */
    private int share(int percent, int before) {
        PodShares shares = PodShares.beside(percent, builder.observed().replicas());
        int pods = shares.candidate();
        if (before == 0) {
            builder.then(new Step.Create(
                    candidate, CanaryRelease.manifest(builder, candidate, routes.candidateLabels(), pods)));
            builder.then(new Step.Follow(candidate));
        } else if (before != pods) {
            builder.then(new Step.Scale(candidate, pods)).then(new Step.Follow(candidate));
        }
        StringBuilder by = new StringBuilder(routes.by());
        routes.matches().forEach(match -> by.append(", and all of ").append(match));
        builder.then(new Step.Weigh(percent, by.toString(), pods, shares.all())).gates();
        if (!canary.pause().isZero()) {
            builder.then(new Step.Pause(canary.pause()));
        }
        return pods;
    }

    /** The candidate keeps its share until the stable pods are new, and its pods until nothing is sent to them. */
    private void promote() {
        builder.then(RollingRelease.template(builder)).then(new Step.Follow(stable));
        builder.then(new Step.RestoreRoutes(routes.by()));
        if (!routes.added().isEmpty()) {
            builder.then(new Step.RemoveRoutes(routes.added()));
        }
        builder.then(new Step.Remove(candidate));
    }

    private void back() {
        builder.back(new Step.RestoreRoutes(routes.by()))
                .back(new Step.Restore(stable, builder.all(), "what was found"))
                .back(new Step.Follow(stable));
        if (!routes.added().isEmpty()) {
            builder.back(new Step.RemoveRoutes(routes.added()));
        }
        builder.back(new Step.Remove(candidate)).companionsBack();
    }

    private void notes() {
        builder.note("the requests of service/" + routes.service() + " are shared out by " + routes.by());
        JsonNode serving = builder.observed().serving().orElseThrow();
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        labels.setAll((ObjectNode) serving.at("/spec/template/metadata/labels"));
        routes.candidateLabels().forEach(labels::put);
        for (JsonNode service : builder.observed().selecting(serving.at("/spec/template"))) {
            String name = service.at("/metadata/name").asText();
            if (!name.equals(routes.service())) {
                builder.note(
                        ServiceSelectors.selects(ServiceSelectors.of(service), labels)
                                ? "service/" + name + " sends to the candidate's pods as well, by their number"
                                : "service/" + name + " does not send to the candidate's pods");
            }
        }
        boolean counted = serving.at("/spec/selector/matchLabels").properties().stream()
                .allMatch(one -> one.getValue().equals(labels.path(one.getKey())));
        CanaryRelease.autoscaler(builder, counted);
        List.of(routes.rounded(canary.steps()), routes.notes(), routes.warnings())
                .forEach(lines -> lines.forEach(builder::note));
    }
}
