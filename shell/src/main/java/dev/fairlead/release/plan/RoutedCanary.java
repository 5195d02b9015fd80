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
    private final PlanBuilder blueprint;
    private final Strategy.Canary canary;
    private final Routes routes;
    private final ObjectName stable;
    private final ObjectName candidate;

    RoutedCanary(PlanBuilder blueprint, Strategy.Canary canary, Routes routes) {
        this.blueprint = blueprint;
        this.canary = canary;
        this.routes = routes;
        this.stable = blueprint.stable();
        this.candidate = ObjectName.deployment(stable.name() + CanaryRelease.SUFFIX);
    }

    Plan plan() {
        blueprint.mustBeFree(candidate);
        blueprint.relyOnServing().companions();
        notes();
        if (!routes.added().isEmpty()) {
            blueprint.then(new Step.AddRoutes(routes.added()));
        }
        int pods = 0;
        for (int percent : canary.steps()) {
            pods = share(percent, pods);
        }
        int promotion = blueprint.size();
        promote();
        back();
        return blueprint.plan(candidate, Optional.of(routes.canary()), promotion);
    }

    /** How many pods the candidate then has. */
    private int share(int percent, int before) {
        PodShares shares = PodShares.beside(percent, blueprint.observed().replicas());
        int pods = shares.candidate();
        if (before == 0) {
            blueprint.then(new Step.Create(
                    candidate, CanaryRelease.manifest(blueprint, candidate, routes.candidateLabels(), pods)));
            blueprint.then(new Step.Follow(candidate));
        } else if (before != pods) {
            blueprint.then(new Step.Scale(candidate, pods)).then(new Step.Follow(candidate));
        }
        StringBuilder by = new StringBuilder(routes.by());
        routes.matches().forEach(match -> by.append(", and all of ").append(match));
        blueprint
                .then(new Step.Weigh(percent, by.toString(), pods, shares.all()))
                .gates();
        if (!canary.pause().isZero()) {
            blueprint.then(new Step.Pause(canary.pause()));
        }
        return pods;
    }

    /** The candidate keeps its share until the stable pods are new, and its pods until nothing is sent to them. */
    private void promote() {
        blueprint.then(RollingRelease.template(blueprint)).then(new Step.Follow(stable));
        blueprint.then(new Step.RestoreRoutes(routes.by()));
        if (!routes.added().isEmpty()) {
            blueprint.then(new Step.RemoveRoutes(routes.added()));
        }
        blueprint.then(new Step.Remove(candidate));
    }

    private void back() {
        blueprint
                .back(new Step.RestoreRoutes(routes.by()))
                .back(new Step.Restore(stable, blueprint.all(), "what was found"))
                .back(new Step.Follow(stable));
        if (!routes.added().isEmpty()) {
            blueprint.back(new Step.RemoveRoutes(routes.added()));
        }
        blueprint.back(new Step.Remove(candidate)).companionsBack();
    }

    private void notes() {
        blueprint.note("the requests of service/" + routes.service() + " are shared out by " + routes.by());
        JsonNode serving = blueprint.observed().serving().orElseThrow();
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        labels.setAll((ObjectNode) serving.at("/spec/template/metadata/labels"));
        routes.candidateLabels().forEach(labels::put);
        for (JsonNode service : blueprint.observed().selecting(serving.at("/spec/template"))) {
            String name = service.at("/metadata/name").asText();
            if (!name.equals(routes.service())) {
                blueprint.note(
                        ServiceSelectors.selects(ServiceSelectors.of(service), labels)
                                ? "service/" + name + " sends to the candidate's pods as well, by their number"
                                : "service/" + name + " does not send to the candidate's pods");
            }
        }
        boolean counted = serving.at("/spec/selector/matchLabels").properties().stream()
                .allMatch(one -> one.getValue().equals(labels.path(one.getKey())));
        CanaryRelease.autoscaler(blueprint, counted);
        List.of(routes.rounded(canary.steps()), routes.notes(), routes.warnings())
                .forEach(lines -> lines.forEach(blueprint::note));
    }
}
