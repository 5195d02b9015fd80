package dev.fairlead.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import java.util.Optional;

/**
 * Puts an earlier revision's template back, exactly: the template is replaced, not merged, kubectl's record of what was
 * applied last is made to say the same, and the fields stay with the managers that owned them. So the next apply, by
 * whichever way, knows which fields to remove and conflicts with nobody.
 */
final class Undo {
    private static final String MANAGER = "fairlead-undo";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    /** Controllers write the status of a workload all the time, and each write makes a new version. */
    private static final int TRIES = 20;

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ProgressListener progress;
    private final String path;
    private final String changedBy;

    Undo(ClusterClient cluster, WorkloadRef ref, ProgressListener progress, String changedBy) {
        this.cluster = cluster;
        this.ref = ref;
        this.progress = progress;
        this.changedBy = changedBy;
        this.path = cluster.discovery().find(ref.kind() + "s.apps").path(cluster.namespace(), ref.name());
    }

    /** @throws OpsException of kind CONFLICT when somebody changes the workload meanwhile: nothing is undone then */
    void to(History.Entry target) {
        JsonNode before = cluster.get(path);
        JsonNode now = before;
        Optional<JsonNode> after = patched(now, template(now, target));
        for (int i = 1; after.isEmpty() && i < TRIES; i++) {
            now = cluster.get(path);
            if (!now.at("/spec/template").equals(before.at("/spec/template"))) {
                break;
            }
            after = patched(now, template(now, target));
        }
        handBack(
                now.at("/metadata/managedFields"),
                after.orElseThrow(() -> new OpsException(
                                FailureKind.CONFLICT,
                                "cannot undo " + ref + ": somebody changed it meanwhile; nothing was undone")
                        .hint("rollout history " + ref + " -n " + cluster.namespace())));
    }

    private ArrayNode template(JsonNode workload, History.Entry target) {
        ArrayNode patch = cluster.mapper().createArrayNode();
        replace(patch, "/spec/template", History.plain(target.template()));
        replace(patch, "/metadata/annotations", annotations(workload, target));
        return patch;
    }

    private void handBack(JsonNode before, JsonNode undone) {
        JsonNode after = undone;
        for (int i = 0; i < TRIES; i++) {
            Optional<ArrayNode> owners = ManagedFields.handedBack(before, after.at("/metadata/managedFields"), MANAGER);
            if (owners.isEmpty()) {
                return;
            }
            ArrayNode patch = cluster.mapper().createArrayNode();
            replace(patch, "/metadata/managedFields", owners.get());
            if (patched(after, patch).isPresent()) {
                return;
            }
            after = cluster.get(path);
        }
        progress.warn("the fields of " + ref + " are left to the manager " + MANAGER
                + ", because the workload kept changing; a server-side apply may want --force-conflicts");
    }

    /** Empty where the workload is no longer as it was read. */
    private Optional<JsonNode> patched(JsonNode workload, ArrayNode patch) {
        ArrayNode versioned = patch.deepCopy();
        // With the version that was read the server refuses instead of mixing this with another's change.
        replace(versioned, "/metadata/resourceVersion", workload.at("/metadata/resourceVersion"));
        try {
            return Optional.of(cluster.send(
                    "PATCH",
                    path + "?fieldManager=" + MANAGER,
                    ClusterClient.JSON,
                    versioned,
                    ClusterClient.JSON_PATCH));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** In a JSON patch, adding a member that is there replaces it. */
    private static void replace(ArrayNode patch, String at, JsonNode value) {
        patch.addObject().put("op", "add").put("path", at).set("value", value);
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
        annotations.put(Author.CHANGED_BY, changedBy);
        if (annotations.has(LAST_APPLIED)) {
            annotations.put(
                    LAST_APPLIED,
                    lastApplied(annotations.get(LAST_APPLIED).asText(), History.plain(target.template())));
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
