package dev.fairlead.rollout.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.json.MaskedDiff;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.rollout.model.ObjectChange;
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
public record CheckedWrite(
        String object, ApiPath path, String patchType, JsonNode body, Optional<JsonNode> before, JsonNode after) {

    /** This draft with the object as the server has made it. Where nothing would change, nothing is sent. */
    CheckedWrite written(ClusterClient cluster, FieldManager manager) {
        return isUnchanged() ? this : with(send(cluster, manager, false));
    }

    /** What it would do, with what differs then. */
    ObjectChange planned() {
        ObjectChange change = change();
        return change.outcome().equals("configured")
                ? new ObjectChange(
                        object, change.outcome(), MaskedDiff.of(object, meant(before.orElseThrow()), meant(after)))
                : change;
    }

    CheckedWrite checked(ClusterClient cluster, FieldManager manager) {
        return with(send(cluster, manager, true));
    }

    private CheckedWrite with(JsonNode made) {
        return new CheckedWrite(object, path, patchType, body, before, made);
    }

    ObjectChange change() {
        if (before.isEmpty()) {
            return new ObjectChange(object, "created");
        }
        return new ObjectChange(object, isUnchanged() ? "unchanged" : "configured");
    }

    private boolean isUnchanged() {
        return before.isPresent() && meant(before.get()).equals(meant(after));
    }

    /** The object without who made it so when, and by which line: an annotation alone makes a new generation too. */
    private static ObjectNode meant(JsonNode object) {
        ObjectNode meant = ObjectApply.essence(object);
        if (meant.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove(ChangeAnnotations.ALL);
        }
        return meant;
    }

    private JsonNode send(ClusterClient cluster, FieldManager manager, boolean dryRun) {
        boolean isNew = patchType.isEmpty();
        return cluster.send(
                isNew ? "POST" : "PATCH",
                path.by(manager).with("dryRun", dryRun ? "All" : ""),
                ClusterClient.JSON,
                body,
                isNew ? ClusterClient.JSON : patchType);
    }
}
