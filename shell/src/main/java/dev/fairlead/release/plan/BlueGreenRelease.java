package dev.fairlead.release.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ReleaseLabels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A second Deployment with all the pods that the first has, and one switch of each Service that selects them. Before the
 * first such release the Services are pinned to the pods that serve, as they would select those of the other colour too.
 */
final class BlueGreenRelease {
    private static final String HASH = "pod-template-hash";
    private static final List<String> ALL = List.of("/spec/template", "/spec/replicas");
    private static final List<String> SELECTOR = List.of("/spec/selector");

    private final PlanBuilder builder;
    private final Strategy.BlueGreen strategy;
    private final ObjectName serving;
    private final ObjectName other;
    private final ObjectName preview;
    private final String color;
    private final List<JsonNode> services;

    BlueGreenRelease(PlanBuilder builder, Strategy.BlueGreen strategy) {
        String name = builder.workload().name();
        this.builder = builder;
        this.strategy = strategy;
        this.serving = builder.stable();
        this.other = ObjectName.deployment(serving.name().equals(name) ? name + ColourPairs.SUFFIX : name);
        this.preview = ObjectName.service(name + ColourPairs.PREVIEW);
        this.color = ColourPairs.color(name, other.name());
        this.services = builder.observed()
                .selecting(builder.observed().serving().orElseThrow().at("/spec/template"));
    }

    Plan plan() {
        refuse();
        builder.mustBeFree(preview);
        builder.relyOnServing();
        services.stream()
                .filter(this::isPlain)
                .forEach(service -> builder.then(
                        new Step.SwitchService(name(service), List.of(ServiceSelectors.of(service)), closed(service))));
        builder.then(new Step.Create(preview, previewService()));
        boolean made = bringUp();
        builder.then(new Step.Follow(other)).gates();
        int promotion = builder.size();
        services.forEach(service ->
                builder.then(new Step.SwitchService(name(service), List.of(closed(service)), open(service))));
        if (!strategy.keep().isZero()) {
            builder.then(new Step.Keep(serving, strategy.keep()));
        }
        builder.then(new Step.Scale(serving, 0)).then(new Step.Remove(preview));
        back(made);
        return builder.plan(other, Optional.of(preview.name()), promotion);
    }

    private void refuse() {
        ReleaseObservation observation = builder.observed();
        if (observation.autoscaler().isPresent()) {
            throw refused(
                            "an autoscaler owns its count of pods, which a blue-green release sets; a canary leaves it alone")
                    .hint("rollout deploy " + builder.workload().name() + " --image " + builder.image()
                            + " --strategy canary");
        }
        if (services.isEmpty()) {
            throw refused("no service selects its pods, so there is nothing to switch")
                    .hint("rollout deploy " + builder.workload().name() + " --image " + builder.imageBefore()
                            + " --port 8080");
        }
        services.forEach(this::refuseShared);
        if (observation.replicas() == 0) {
            throw refused("it has no pods, so nothing serves that could be switched");
        }
        if (services.stream().anyMatch(this::isPlain)
                && observation.servingHash().isEmpty()) {
            throw refused("its last rollout is not over, so it is not clear which pods serve")
                    .hint("rollout status " + serving);
        }
    }

    /** Who is behind a Service beside this workload would get nothing more from it. */
    private void refuseShared(JsonNode service) {
        List<ObjectName> own = List.of(serving, other);
        builder.observed().others().forEach((object, there) -> {
            boolean served = object.isDeployment()
                    && !own.contains(object)
                    && there.at("/spec/replicas").asInt(1) > 0
                    && ServiceSelectors.selects(
                            ServiceSelectors.of(service), there.at("/spec/template/metadata/labels"));
            if (served) {
                throw refused(name(service) + " sends to " + object + " as well, and a switch would end that")
                        .hint("rollout deploy " + builder.workload().name() + " --image " + builder.image()
                                + " --strategy canary");
            }
        });
    }

    private OpsException refused(String why) {
        return new OpsException(FailureKind.CONFLICT, "cannot release " + serving + " (bluegreen): " + why);
    }

    /** Whether the other Deployment is made; one that is there gets the new pods. */
    private boolean bringUp() {
        JsonNode there = builder.observed().others().get(other);
        int replicas = builder.observed().replicas();
        boolean ours = there != null
                && (color.equals("blue") || there.at("/metadata/annotations").has(PlanBuilder.RELEASE_ID));
        if (there == null || !ours) {
            builder.mustBeFree(other);
            builder.then(new Step.Create(
                    other, builder.sibling(other.name(), Map.of(ReleaseLabels.COLOR, color), replicas, true)));
            return true;
        }
        builder.relyOn(other, there);
        ObjectNode like = builder.sibling(other.name(), Map.of(ReleaseLabels.COLOR, color), replicas, false);
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        add(patch, "/spec/template", like.at("/spec/template"));
        add(patch, "/spec/replicas", like.at("/spec/replicas"));
        like.at("/metadata/annotations").properties().forEach(e -> {
            if (!e.getKey().equals(PlanBuilder.RELEASE_ID)) {
                add(
                        patch,
                        "/metadata/annotations/" + e.getKey().replace("~", "~0").replace("/", "~1"),
                        e.getValue());
            }
        });
        builder.then(new Step.Patch(
                other,
                ClusterClient.JSON_PATCH,
                patch,
                "to " + builder.image() + ", " + replicas + (replicas == 1 ? " pod" : " pods")));
        return false;
    }

    private void back(boolean made) {
        builder.back(new Step.Restore(serving, List.of("/spec/replicas"), "the count of pods"));
        builder.back(new Step.Follow(serving));
        services.forEach(service -> builder.back(new Step.SwitchService(
                name(service), List.of(ServiceSelectors.of(service), open(service)), closed(service))));
        builder.back(new Step.Remove(preview));
        builder.back(made ? new Step.Remove(other) : new Step.Restore(other, ALL, "what was found"));
        services.forEach(service -> builder.back(new Step.Restore(name(service), SELECTOR, "the selector")));
    }

    /** Before the first blue-green release. */
    private boolean isPlain(JsonNode service) {
        return ColourPairs.of(service).isEmpty();
    }

    /** What selects only the pods that serve now. */
    private Map<String, String> closed(JsonNode service) {
        Map<String, String> selector = ServiceSelectors.of(service);
        return isPlain(service)
                ? ServiceSelectors.with(selector, HASH, builder.observed().servingHash())
                : selector;
    }

    /** What selects only the new pods. */
    private Map<String, String> open(JsonNode service) {
        return ServiceSelectors.with(ServiceSelectors.of(service), ReleaseLabels.COLOR, color);
    }

    private ObjectNode previewService() {
        JsonNode service = builder.observed()
                .service(builder.workload().name())
                .filter(services::contains)
                .orElse(services.get(0));
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("apiVersion", "v1").put("kind", "Service");
        made.putObject("metadata").put("name", preview.name());
        ObjectNode spec = made.putObject("spec");
        ObjectNode selector = spec.putObject("selector");
        open(service).forEach(selector::put);
        ArrayNode ports = spec.putArray("ports");
        service.at("/spec/ports").forEach(port -> {
            ObjectNode copy = port.deepCopy();
            copy.remove("nodePort");
            ports.add(copy);
        });
        return builder.owned(made);
    }

    private static ObjectName name(JsonNode service) {
        return ObjectName.service(service.at("/metadata/name").asText());
    }

    private static void add(ArrayNode patch, String path, JsonNode value) {
        patch.addObject().put("op", "add").put("path", path).set("value", value);
    }
}
