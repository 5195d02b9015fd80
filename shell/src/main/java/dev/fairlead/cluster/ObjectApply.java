package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.ApiFailure;
import dev.fairlead.kubernetes.ApiPath;
import dev.fairlead.kubernetes.ClusterClient;
import java.util.List;
import java.util.Optional;

/** Server-side apply of one object, as field manager {@code fairlead}, with strict validation of its fields. */
public final class ObjectApply {
    /** Whose fields the applied ones are. */
    public static final String MANAGER = "fairlead";

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
     */
    public record Applied(String outcome, Optional<JsonNode> before, JsonNode after) {
        /** Whether a workload's pods are no longer what they were. */
        public boolean isRevision() {
            JsonNode template = after.at("/spec/template");
            return before.filter(was -> was.at("/spec/template").equals(template))
                    .isEmpty();
        }
    }

    /** @throws ApiFailure as the server says it; {@link ApplyFailures} knows where in the manifest that is */
    public Applied apply(ApiPath path, ObjectNode body, boolean dryRun) {
        return apply(path, body, cluster.find(path), dryRun);
    }

    /** The same where it is known what there was before. */
    public Applied apply(ApiPath path, ObjectNode body, Optional<JsonNode> before, boolean dryRun) {
        ApiPath applied = path.with("fieldManager", MANAGER)
                .with("force", forceConflicts)
                .with("fieldValidation", "Strict")
                .with("dryRun", dryRun ? "All" : "");
        JsonNode after = cluster.send("PATCH", applied, ClusterClient.JSON, keyed(body), ClusterClient.APPLY);
        if (before.isEmpty()) {
            return new Applied("created", before, after);
        }
        boolean same = essence(before.get()).equals(essence(after));
        return new Applied(same ? "unchanged" : "configured", before, after);
    }

    /** Servers before 1.21 merge a Service's ports by their protocol and do not know its default themselves. */
    private static ObjectNode keyed(ObjectNode body) {
        boolean service = body.path("apiVersion").asText().equals("v1")
                && body.path("kind").asText().equals("Service");
        if (!service) {
            return body;
        }
        ObjectNode keyed = body.deepCopy();
        for (JsonNode port : keyed.path("spec").path("ports")) {
            if (port instanceof ObjectNode spelt && !spelt.has("protocol")) {
                spelt.put("protocol", "TCP");
            }
        }
        return keyed;
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
