package dev.fairlead.rollout.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.deploy.OwnedPatch;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.Optional;

/**
 * Puts an earlier revision's template back, exactly: the template is replaced, not merged, kubectl's record of what was
 * applied last is made to say the same, and the fields stay with the managers that owned them. So the next apply, by
 * whichever way, knows which fields to remove and conflicts with nobody.
 */
final class TemplateUndo {
    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ProgressListener progress;
    private final ApiPath path;
    private final String changedBy;
    private final OwnedPatch owned;

    TemplateUndo(ClusterClient cluster, WorkloadRef ref, ProgressListener progress, String changedBy) {
        this.cluster = cluster;
        this.ref = ref;
        this.progress = progress;
        this.changedBy = changedBy;
        this.path = cluster.discovery().find(ref.kind() + "s.apps").path(cluster.namespace(), ref.name());
        this.owned = new OwnedPatch(cluster, path);
    }

    /**
     * The workload as the server has it then.
     *
     * @throws OpsException of kind CONFLICT when somebody changes the workload meanwhile: nothing is undone then
     */
    JsonNode to(RevisionHistory.Entry target) {
        JsonNode before = cluster.get(path);
        JsonNode now = before;
        Optional<JsonNode> after = owned.send(now, template(now, target));
        for (int i = 1; after.isEmpty() && i < OptimisticPatch.TRIES; i++) {
            now = cluster.get(path);
            if (!now.at("/spec/template").equals(before.at("/spec/template"))) {
                break;
            }
            after = owned.send(now, template(now, target));
        }
        JsonNode undone = after.orElseThrow(() -> new OpsException(
                        FailureKind.CONFLICT,
                        "cannot undo " + ref + ": somebody changed it meanwhile; its template stays as it is")
                .hint("rollout history " + ref + " -n " + cluster.namespace()));
        if (!owned.handBack(now, undone)) {
            progress.warn("the fields of " + ref + " could not be given back to their managers, because it kept"
                    + " changing; a server-side apply may want --force-conflicts");
        }
        return undone;
    }

    private ArrayNode template(JsonNode workload, RevisionHistory.Entry target) {
        ArrayNode patch = owned.empty();
        OptimisticPatch.set(patch, "/spec/template", RevisionHistory.plain(target.template()));
        OptimisticPatch.set(patch, "/metadata/annotations", annotations(workload, target));
        return patch;
    }

    private ObjectNode annotations(JsonNode workload, RevisionHistory.Entry target) {
        JsonNode present = workload.at("/metadata/annotations");
        ObjectNode annotations =
                present.isObject() ? present.deepCopy() : cluster.mapper().createObjectNode();
        String cause = target.revision().changeCause();
        if (cause.isEmpty()) {
            annotations.remove(ChangeAnnotations.CAUSE);
        } else {
            annotations.put(ChangeAnnotations.CAUSE, cause);
        }
        annotations.put(ChangeAnnotations.CHANGED_BY, changedBy);
        owned.lastApplied(
                annotations,
                applied -> applied.withObject("/spec").set("template", RevisionHistory.plain(target.template())));
        return annotations;
    }
}
