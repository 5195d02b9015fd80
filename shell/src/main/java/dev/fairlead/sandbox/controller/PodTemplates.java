package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** Pod templates: told apart by a hash, and made into pods. */
final class PodTemplates {
    static final String HASH = "pod-template-hash";
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String HISTORY = "deployment.kubernetes.io/revision-history";
    static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    static final String MOST = "deployment.kubernetes.io/max-replicas";

    /** What of a Deployment's annotations its ReplicaSets do not get. */
    static final Set<String> NOT_COPIED = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            HISTORY,
            DESIRED,
            MOST,
            "deprecated.deployment.rollback.to");

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private PodTemplates() {}

    /** Not the real controllers' number, which hashes Go's memory; as they do, it has no letters that spell words. */
    static String hash(JsonNode template, int collisions) {
        CRC32 crc = new CRC32();
        crc.update(template.toString().getBytes(StandardCharsets.UTF_8));
        crc.update(collisions);
        StringBuilder hash = new StringBuilder();
        for (char digit : String.format("%010d", crc.getValue()).toCharArray()) {
            hash.append(LETTERS.charAt((digit + hash.length()) % LETTERS.length()));
        }
        return hash.toString();
    }

    static boolean isSame(JsonNode template, JsonNode other) {
        return withoutHash(template).equals(withoutHash(other));
    }

    private static JsonNode withoutHash(JsonNode template) {
        ObjectNode copy = template.deepCopy();
        if (copy.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove(HASH);
        }
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("creationTimestamp");
        }
        return copy;
    }

    /** A pod as a template says it, controlled by the owner; the name is still to be given. */
    static ObjectNode pod(Kind kind, JsonNode owner) {
        JsonNode template = owner.at("/spec/template");
        ObjectNode pod = ObjectJson.controlledBy(kind, owner);
        for (String field : new String[] {"labels", "annotations"}) {
            if (template.path("metadata").has(field)) {
                pod.withObject("/metadata")
                        .set(field, template.at("/metadata").path(field).deepCopy());
            }
        }
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }
}
