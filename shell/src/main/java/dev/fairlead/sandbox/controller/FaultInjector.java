package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import dev.fairlead.sandbox.api.StatusRefusal;
import java.util.Locale;
import java.util.Optional;

/** Which of the faults in force strike an object: by the workload that is at the top of its owners, and its revision. */
final class FaultInjector {
    private static final String HASH = "controller-revision-hash";

    private final Faults faults;

    FaultInjector(Faults faults) {
        this.faults = faults;
    }

    <T extends Fault> Optional<T> of(Class<T> kind, ControllerClient client, JsonNode pod) {
        return faults.all().isEmpty()
                ? Optional.empty()
                : faults.find(kind, ObjectJson.namespace(pod), workload(client, pod), revision(client, pod));
    }

    /** @throws StatusRefusal where a quota has no room for a pod of this owner */
    void admit(ControllerClient client, ObjectNode owner) {
        boolean isSet = owner.path("kind").asText().equals(Kinds.REPLICA_SET.name());
        Optional<Fault.Quota> quota = faults.find(
                Fault.Quota.class,
                ObjectJson.namespace(owner),
                workload(client, owner),
                isSet ? ObjectJson.uid(owner) : ObjectJson.annotation(owner, "none"));
        if (quota.isPresent()) {
            throw StatusRefusal.forbidden(
                    Kinds.POD,
                    ObjectJson.name(owner) + "-",
                    "exceeded quota: sandbox, requested: pods=1, used: pods=0, limited: pods=0");
        }
    }

    /** {@code deployment/web}; of something without owners itself. */
    static String workload(ControllerClient client, JsonNode object) {
        JsonNode at = object;
        for (int depth = 0; depth < 4; depth++) {
            Optional<JsonNode> owner = ObjectJson.controller(at);
            if (owner.isEmpty()) {
                break;
            }
            JsonNode reference = owner.get();
            String namespace = ObjectJson.namespace(at);
            Optional<ObjectNode> found = client.kind(
                            reference.path("apiVersion").asText(),
                            reference.path("kind").asText())
                    .flatMap(kind ->
                            client.find(kind, namespace, reference.path("name").asText()));
            if (found.isEmpty()) {
                break;
            }
            at = found.get();
        }
        return at.path("kind").asText().toLowerCase(Locale.ROOT) + "/" + ObjectJson.name(at);
    }

    /** The identity of what a pod is a revision of; its own where there are no revisions. */
    static String revision(ControllerClient client, JsonNode pod) {
        Optional<JsonNode> owner = ObjectJson.controller(pod);
        if (owner.isEmpty()) {
            return ObjectJson.uid(pod);
        }
        String hash = pod.at("/metadata/labels").path(HASH).asText("");
        if (hash.isEmpty()) {
            return owner.get().path("uid").asText();
        }
        Kind revisions = Kinds.REVISION;
        return client.list(revisions, ObjectJson.namespace(pod)).stream()
                .filter(revision -> ObjectJson.name(revision).endsWith(hash))
                .map(ObjectJson::uid)
                .findFirst()
                .orElse("");
    }
}
