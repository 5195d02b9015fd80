package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.json.MaskedDiff;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.Autoscalers;
import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.FieldManager;
import dev.fairlead.kubernetes.FieldOwnership;
import dev.fairlead.kubernetes.OptimisticPatch;
import dev.fairlead.kubernetes.ReleaseLabels;
import dev.fairlead.kubernetes.RevertedField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Server-side apply of one object, as field manager {@code fairlead}, with strict validation of its fields. Whose fields
 * it takes over is {@link FieldOwnership}'s to say.
 */
public final class ObjectApply {
    /** What servers say where a webhook has side effects. */
    public static final String NO_DRY_RUN = "does not support dry run";

    private static final String APPLIED = "applied from a manifest";

    private final ClusterClient cluster;
    private final boolean forceConflicts;

    /** @param forceConflicts whether fields that others own are taken over */
    public ObjectApply(ClusterClient cluster, boolean forceConflicts) {
        this.cluster = cluster;
        this.forceConflicts = forceConflicts;
    }

    /**
     * What an apply came to.
     *
     * @param outcome {@code created}, {@code configured} or {@code unchanged}
     * @param before empty where there was no such object
     * @param after what the server has now, or would have after a dry run
     * @param putBack what verbs had set and the manifest says otherwise
     */
    public record Applied(String outcome, Optional<JsonNode> before, JsonNode after, List<RevertedField> putBack) {}

    /**
     * Applies an object.
     *
     * @param before the object as it was found; empty where there was none
     * @param autoscaled whether an autoscaler sets the count of pods, which the body leaves out then
     * @throws ApiFailure as the server says it; {@link ApplyFailures} knows where in the manifest that is
     */
    public Applied apply(
            ApiPath path, ObjectNode manifest, Optional<JsonNode> before, boolean autoscaled, boolean dryRun) {
        Applied applied = write(path, manifest, before, autoscaled, dryRun);
        return !dryRun && before.isPresent() && hasOldCause(manifest, before.get(), applied.after())
                ? new Applied(applied.outcome(), before, withOwnCause(path), applied.putBack())
                : applied;
    }

    private Applied write(
            ApiPath path, ObjectNode manifest, Optional<JsonNode> before, boolean autoscaled, boolean dryRun) {
        List<List<String>> released = autoscaled ? List.of(FieldOwnership.REPLICAS) : List.of();
        Optional<JsonNode> live = before;
        for (int tried = 1; ; tried++) {
            ObjectNode body = body(manifest, live);
            if (live.isEmpty() || !FieldOwnership.isNeeded(live.get(), body, released)) {
                return applied(before, send(path, body, forceConflicts, dryRun), List.of());
            }
            ObjectNode checked = autoscaled ? withCount(body, live.get()) : body;
            Optional<JsonNode> forced = forced(path, checked, dryRun);
            if (forced.isEmpty()) {
                return applied(before, sendOver(path, body), List.of());
            }
            FieldOwnership ownership = FieldOwnership.of(live.get(), forced.get(), released);
            if (ownership.isHeld() && !forceConflicts) {
                // The server names the fields and their owners.
                send(path, checked, false, true);
            }
            if (dryRun) {
                return applied(before, preview(path, ownership), ownership.putBack());
            }
            Optional<ArrayNode> owners = ownership.managedFields(Instant.now().plus(cluster.clockSkew()));
            if (owners.isEmpty() || handOver(path, live.get(), owners.get(), tried == OptimisticPatch.TRIES)) {
                return applied(before, sendOver(path, body), ownership.putBack());
            }
            live = cluster.find(path);
        }
    }

    /** What an apply by force would come to; empty where an admission webhook lets nothing be tried. */
    private Optional<JsonNode> forced(ApiPath path, ObjectNode body, boolean dryRun) {
        try {
            return Optional.of(send(path, body, true, true));
        } catch (ApiFailure e) {
            if (!dryRun && e.serverMessage().contains(NO_DRY_RUN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Applied applied(Optional<JsonNode> before, JsonNode after, List<RevertedField> putBack) {
        boolean same = before.filter(was -> essence(was).equals(essence(after))).isPresent();
        return new Applied(before.isEmpty() ? "created" : same ? "unchanged" : "configured", before, after, putBack);
    }

    private JsonNode send(ApiPath path, ObjectNode body, boolean force, boolean dryRun) {
        ApiPath query = path.by(FieldManager.FAIRLEAD)
                .with("force", force)
                .with("fieldValidation", "Strict")
                .with("dryRun", dryRun ? "All" : "");
        return cluster.send("PATCH", query, ClusterClient.JSON, body, ClusterClient.APPLY);
    }

    /** What yields and was written since the fields changed hands is taken over as well. */
    private JsonNode sendOver(ApiPath path, ObjectNode body) {
        try {
            return send(path, body, forceConflicts, false);
        } catch (ApiFailure e) {
            if (e.kind() == FailureKind.CONFLICT && ApplyFailures.allYield(e.status())) {
                return send(path, body, true, false);
            }
            throw e;
        }
    }

    /** An apply by force would not show what goes only once the fields have changed hands. */
    private JsonNode preview(ApiPath path, FieldOwnership ownership) {
        JsonNode preview = ownership.preview();
        if (!ownership.drops()) {
            return preview;
        }
        return cluster.send("PUT", path.with("dryRun", "All"), ClusterClient.JSON, preview, ClusterClient.JSON);
    }

    /** Whether it could be done; not where the object was changed since it was read. */
    private boolean handOver(ApiPath path, JsonNode live, ArrayNode owners, boolean last) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        OptimisticPatch.set(patch, "/metadata/managedFields", owners);
        OptimisticPatch.requireUnchanged(patch, live);
        ApiPath query = path.by(FieldManager.FAIRLEAD);
        try {
            cluster.send("PATCH", query, ClusterClient.JSON, patch, ClusterClient.JSON_PATCH);
            return true;
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CONFLICT && !last) {
                return false;
            }
            throw e;
        }
    }

    /** What is sent: the manifest without what is the server's to say, and with what is to stay true beside it. */
    private static ObjectNode body(ObjectNode manifest, Optional<JsonNode> live) {
        ObjectNode body = keyed(ServerFields.without(manifest, live));
        live.ifPresent(object -> SetMarks.keep(body, object));
        live.ifPresent(object -> keepColor(body, object));
        // kubectl's record of what was applied last would make its next apply remove and restore the wrong fields.
        live.map(object -> object.path("metadata").path("annotations").path(FieldOwnership.LAST_APPLIED))
                .filter(JsonNode::isTextual)
                .ifPresent(record ->
                        body.withObject("/metadata/annotations").put(FieldOwnership.LAST_APPLIED, body + "\n"));
        return body;
    }

    /**
     * Keeps the requests on the colour that serves when a manifest, which knows of no colours, is applied over its
     * Service. Servers from 1.22 on take a selector as a whole, so what the manifest leaves out would go.
     */
    private static void keepColor(ObjectNode body, JsonNode live) {
        JsonNode color = live.at("/spec/selector").path(ReleaseLabels.COLOR);
        if (body.path("kind").asText().equals("Service")
                && color.isTextual()
                && body.at("/spec/selector") instanceof ObjectNode selector
                && !selector.has(ReleaseLabels.COLOR)) {
            selector.set(ReleaseLabels.COLOR, color);
        }
    }

    private static ObjectNode withCount(ObjectNode body, JsonNode live) {
        ObjectNode counted = body.deepCopy();
        Autoscalers.count(live).ifPresent(count -> counted.withObject("/spec").put("replicas", count));
        return counted;
    }

    /** Whether a new template would be explained by the cause of the one before, which controllers copy to it. */
    private static boolean hasOldCause(ObjectNode body, JsonNode before, JsonNode after) {
        return after.at("/spec/template").isObject()
                && !after.at("/spec/template").equals(before.at("/spec/template"))
                && body.at("/metadata/annotations")
                        .path(ChangeAnnotations.CAUSE)
                        .isMissingNode()
                && !List.of("", APPLIED)
                        .contains(after.at("/metadata/annotations")
                                .path(ChangeAnnotations.CAUSE)
                                .asText());
    }

    /** Written, not removed: the controller copies to the new revision what is there, and takes nothing away. */
    private JsonNode withOwnCause(ApiPath path) {
        ObjectNode patch = cluster.mapper().createObjectNode();
        patch.withObject("/metadata/annotations").put(ChangeAnnotations.CAUSE, APPLIED);
        return cluster.send(
                "PATCH", path.by(FieldManager.FAIRLEAD), ClusterClient.JSON, patch, ClusterClient.MERGE_PATCH);
    }

    /** Servers before 1.21 merge a Service's ports by their protocol and do not know its default themselves. */
    private static ObjectNode keyed(ObjectNode body) {
        boolean service = body.path("apiVersion").asText().equals("v1")
                && body.path("kind").asText().equals("Service");
        if (!service) {
            return body;
        }
        for (JsonNode port : body.path("spec").path("ports")) {
            if (port instanceof ObjectNode spelt && !spelt.has("protocol")) {
                spelt.put("protocol", "TCP");
            }
        }
        return body;
    }

    /** What an apply changes, as lines of a unified diff; the values of Secrets are not shown. */
    public static List<String> diff(ObjectRef object, JsonNode before, JsonNode after) {
        return MaskedDiff.of(object.toString(), essence(before), essence(after));
    }

    /** What users mean by the object: without the server's own counts and the record of owners. */
    public static ObjectNode essence(JsonNode object) {
        ObjectNode essence = object.deepCopy();
        essence.remove("status");
        if (essence.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("managedFields", "resourceVersion", "generation"));
        }
        return essence;
    }
}
