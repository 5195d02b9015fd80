package dev.fairlead.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;

/**
 * Puts an earlier revision's template back, exactly: the template is replaced, not merged, and kubectl's record of what
 * was applied last is made to say the same, so that the next apply knows which fields to remove.
 */
final class Undo {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final ClusterClient cluster;

    Undo(ClusterClient cluster) {
        this.cluster = cluster;
    }

    void to(WorkloadRef ref, History.Entry target) {
        ResourceType type = cluster.discovery().find(ref.kind() + "s.apps");
        String path = type.path(cluster.namespace(), ref.name());
        JsonNode workload = cluster.get(path);
        ArrayNode patch = cluster.mapper().createArrayNode();
        // The workload may have changed since it was read: then the server refuses instead of mixing two templates.
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .set("value", workload.at("/metadata/resourceVersion"));
        patch.addObject().put("op", "replace").put("path", "/spec/template").set("value", template(target));
        patch.addObject()
                .put("op", workload.at("/metadata/annotations").isMissingNode() ? "add" : "replace")
                .put("path", "/metadata/annotations")
                .set("value", annotations(workload, target));
        cluster.send(
                "PATCH", path + "?fieldManager=fairlead-undo", ClusterClient.JSON, patch, ClusterClient.JSON_PATCH);
    }

    /** ControllerRevisions hold a patch, whose directive is no part of the template. */
    private static JsonNode template(History.Entry target) {
        ObjectNode template = target.template().deepCopy();
        template.remove("$patch");
        return template;
    }

    private ObjectNode annotations(JsonNode workload, History.Entry target) {
        JsonNode present = workload.at("/metadata/annotations");
        ObjectNode annotations =
                present.isObject() ? present.deepCopy() : cluster.mapper().createObjectNode();
        String cause = target.revision().changeCause();
        if (cause.isEmpty()) {
            annotations.remove(Manifests.CHANGE_CAUSE);
        } else {
            annotations.put(Manifests.CHANGE_CAUSE, cause);
        }
        if (annotations.has(LAST_APPLIED)) {
            annotations.put(
                    LAST_APPLIED, lastApplied(annotations.get(LAST_APPLIED).asText(), template(target)));
        }
        return annotations;
    }

    private String lastApplied(String json, JsonNode template) {
        try {
            ObjectNode applied = (ObjectNode) cluster.mapper().readTree(json);
            applied.withObject("/spec").set("template", template);
            return applied + "\n";
        } catch (JsonProcessingException | ClassCastException e) {
            // Not what kubectl writes; it is no record then and stays as it is.
            return json;
        }
    }
}
