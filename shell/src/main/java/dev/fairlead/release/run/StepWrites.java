package dev.fairlead.release.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.release.plan.ObjectName;
import dev.fairlead.release.plan.Plan;
import dev.fairlead.release.plan.PlanBuilder;
import dev.fairlead.release.plan.ServiceSelectors;
import dev.fairlead.release.plan.Step;
import dev.fairlead.release.record.ReleaseObjects;
import java.util.Map;
import java.util.Optional;

/** What a step writes, given its object as it is now; nothing where that is done already. */
final class StepWrites {
    private final Plan plan;
    private final ReleaseObjects objects;

    StepWrites(Plan plan, ReleaseObjects objects) {
        this.plan = plan;
        this.objects = objects;
    }

    /** @throws OpsException of kind CONFLICT when the object is not what the step may change */
    Optional<ReleaseObjects.Call> of(Step step, Optional<JsonNode> now) {
        if (step instanceof Step.Create create) {
            return create(create, now);
        }
        JsonNode there = now.orElseThrow(() -> gone(step));
        if (step instanceof Step.Patch patch) {
            // The template belongs to who deploys, in steps or not.
            return Optional.of(objects.patch(
                    patch.object(),
                    patch.patchType(),
                    versioned(patch.patchType(), patch.patch(), there),
                    FieldManager.DEPLOY));
        }
        if (step instanceof Step.Scale scale) {
            return there.at("/spec/replicas").asInt(1) == scale.replicas()
                    ? Optional.empty()
                    : Optional.of(objects.patch(scale.object(), replicas(scale.replicas(), there)));
        }
        if (step instanceof Step.SwitchService change) {
            return change(change, there);
        }
        return Optional.empty();
    }

    boolean isOurs(JsonNode object) {
        return object.at("/metadata/annotations")
                .path(PlanBuilder.RELEASE_ID)
                .asText()
                .equals(plan.id());
    }

    private Optional<ReleaseObjects.Call> create(Step.Create create, Optional<JsonNode> now) {
        if (now.isEmpty()) {
            return Optional.of(objects.create(create.object(), create.manifest(), FieldManager.DEPLOY));
        }
        if (isOurs(now.get())) {
            return Optional.empty();
        }
        throw new OpsException(
                FailureKind.CONFLICT,
                "cannot " + create.text() + ": somebody else has made " + create.object() + " meanwhile");
    }

    private Optional<ReleaseObjects.Call> change(Step.SwitchService change, JsonNode there) {
        Map<String, String> selector = ServiceSelectors.of(there);
        if (selector.equals(change.to())) {
            return Optional.empty();
        }
        if (!change.from().contains(selector)) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "cannot " + change.text() + ": it selects " + String.join(",", ServiceSelectors.words(selector))
                            + ", which this release did not make it do");
        }
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "test").put("path", "/spec/selector").set("value", object(selector));
        patch.addObject().put("op", "replace").put("path", "/spec/selector").set("value", object(change.to()));
        return Optional.of(objects.patch(change.service(), patch));
    }

    private static JsonNode replicas(int count, JsonNode there) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        OptimisticPatch.requireUnchanged(patch, there);
        patch.addObject().put("op", "add").put("path", "/spec/replicas").put("value", count);
        return patch;
    }

    /** With the version that was read the server refuses instead of mixing this with another's change. */
    private static JsonNode versioned(String type, JsonNode patch, JsonNode there) {
        if (type.equals(ClusterClient.JSON_PATCH)) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            OptimisticPatch.requireUnchanged(all, there);
            return all.addAll((ArrayNode) patch);
        }
        ObjectNode all = patch.deepCopy();
        all.withObject("/metadata").set("resourceVersion", there.at("/metadata/resourceVersion"));
        return all;
    }

    private static ObjectNode object(Map<String, String> selector) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        selector.forEach(object::put);
        return object;
    }

    private static OpsException gone(Step step) {
        return new OpsException(
                FailureKind.CONFLICT,
                "cannot " + step.text() + ": somebody has removed "
                        + step.target().map(ObjectName::toString).orElse("it"));
    }
}
