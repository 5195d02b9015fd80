package dev.fairlead.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.json.MaskedDiff;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.List;
import java.util.Optional;

/**
 * A write that the server has checked and that is not made yet.
 *
 * @param object as it is typed, e.g. {@code service/web}
 * @param path of the collection for a new object, of the object for a change
 * @param patchType the patch's content type; empty for a new object
 * @param body the object or the patch; empty where nothing needs to be changed
 * @param before the object as it is; empty where there is none
 * @param after the object as the server would make it
 */
public record Draft(
        String object, ApiPath path, String patchType, JsonNode body, Optional<JsonNode> before, JsonNode after) {

    /** This draft with the object as the server has made it. Where nothing would change, nothing is sent. */
    Draft written(ClusterClient cluster, String manager) {
        return isUnchanged() ? this : with(send(cluster, manager, false));
    }

    /** What it would do, with what differs then. */
    Change planned() {
        Change change = change();
        return change.outcome().equals("configured")
                ? new Change(
                        object,
                        change.outcome(),
                        MaskedDiff.of(object, ObjectApply.essence(before.orElseThrow()), ObjectApply.essence(after)))
                : change;
    }

    Draft checked(ClusterClient cluster, String manager) {
        return with(send(cluster, manager, true));
    }

    private Draft with(JsonNode made) {
        return new Draft(object, path, patchType, body, before, made);
    }

    Change change() {
        if (before.isEmpty()) {
            return new Change(object, "created");
        }
        return new Change(object, isUnchanged() ? "unchanged" : "configured");
    }

    /** Whether the object is as it would be made, but for who made it when: an annotation makes a new generation too. */
    private boolean isUnchanged() {
        return before.isPresent()
                && before.get().path("spec").equals(after.path("spec"))
                && before.get().at("/metadata/labels").equals(after.at("/metadata/labels"))
                && annotations(before.get()).equals(annotations(after));
    }

    private static JsonNode annotations(JsonNode object) {
        JsonNode annotations = object.at("/metadata/annotations");
        return annotations.isObject()
                ? ((ObjectNode) annotations.deepCopy()).remove(List.of(Author.CHANGED_BY, Manifests.CHANGE_CAUSE))
                : annotations;
    }

    private JsonNode send(ClusterClient cluster, String manager, boolean dryRun) {
        boolean isNew = patchType.isEmpty();
        return cluster.send(
                isNew ? "POST" : "PATCH",
                path.with("fieldManager", manager).with("dryRun", dryRun ? "All" : ""),
                ClusterClient.JSON,
                body,
                isNew ? ClusterClient.JSON : patchType);
    }
}
