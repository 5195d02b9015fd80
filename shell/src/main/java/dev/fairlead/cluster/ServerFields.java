package dev.fairlead.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.FieldOwnership;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the server itself wrote into an object that was read from it and is applied, perhaps under another name. It is
 * left out, as it is not for a manifest to say.
 */
final class ServerFields {
    private static final List<String> OF_THE_SERVER =
            List.of("uid", "creationTimestamp", "generation", "managedFields", "selfLink", "resourceVersion");
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final Set<String> GIVEN_LABELS =
            Set.of("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name");
    private static final Set<String> BOUND = Set.of(
            "pv.kubernetes.io/bind-completed",
            "pv.kubernetes.io/bound-by-controller",
            "volume.kubernetes.io/selected-node");

    private ServerFields() {}

    /**
     * The manifest without them. The version that was read stays where the object was changed since, so that the server
     * refuses to overwrite the change; a status that moved on is no change.
     */
    static ObjectNode without(ObjectNode manifest, Optional<JsonNode> live) {
        ObjectNode body = manifest.deepCopy();
        ObjectNode metadata = body.withObject("/metadata");
        boolean read = metadata.hasNonNull("uid") || metadata.hasNonNull("resourceVersion");
        boolean guarded = live.filter(object -> isOlder(manifest.path("metadata"), object.path("metadata")))
                .isPresent();
        JsonNode version = metadata.path("resourceVersion");
        metadata.remove(OF_THE_SERVER);
        if (guarded) {
            metadata.set("resourceVersion", version);
        }
        if (read || isBuiltIn(body.path("apiVersion").asText())) {
            body.remove("status");
        }
        remove(metadata.path("annotations"), Set.of(REVISION, FieldOwnership.LAST_APPLIED));
        if (read && live.isEmpty()) {
            withoutAllocations(body);
        }
        return body;
    }

    private static boolean isOlder(JsonNode read, JsonNode live) {
        boolean same = !read.hasNonNull("uid") || read.path("uid").equals(live.path("uid"));
        boolean unchanged = read.path("resourceVersion").equals(live.path("resourceVersion"))
                || read.hasNonNull("generation") && read.path("generation").equals(live.path("generation"));
        return read.hasNonNull("resourceVersion") && same && !unchanged;
    }

    /** All kinds of Kubernetes' own that have a status have it written by the server alone. */
    private static boolean isBuiltIn(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return !group.contains(".") || group.endsWith(".k8s.io") && !group.endsWith(".x-k8s.io");
    }

    /** What the server chose for that one object, and no copy of it can have. */
    private static void withoutAllocations(ObjectNode body) {
        JsonNode spec = body.path("spec");
        switch (body.path("apiVersion").asText() + "/" + body.path("kind").asText()) {
            case "v1/Service" -> {
                if (!spec.path("clusterIP").asText().equals("None")) {
                    remove(spec, Set.of("clusterIP", "clusterIPs"));
                }
                remove(spec, Set.of("healthCheckNodePort"));
                spec.path("ports").forEach(port -> remove(port, Set.of("nodePort")));
            }
            case "v1/PersistentVolumeClaim" -> {
                remove(spec, Set.of("volumeName"));
                remove(body.path("metadata").path("annotations"), BOUND);
            }
            case "v1/Pod" -> remove(spec, Set.of("nodeName"));
            case "batch/v1/Job" -> {
                if (!spec.path("manualSelector").asBoolean()) {
                    remove(spec, Set.of("selector"));
                    remove(body.path("metadata").path("labels"), GIVEN_LABELS);
                    remove(spec.path("template").path("metadata").path("labels"), GIVEN_LABELS);
                }
            }
            default -> {}
        }
    }

    private static void remove(JsonNode from, Set<String> fields) {
        if (from instanceof ObjectNode object) {
            object.remove(fields);
        }
    }
}
