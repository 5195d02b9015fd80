package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes of objects with all that an API server does about them. Requests and the simulated controllers both
 * come here. What is given out is never changed; who wants another object copies it.
 */
public final class ObjectRequests {
    private static final Set<String> COUNTED =
            Set.of("apps", "batch", "networking.k8s.io", "policy", "apiextensions.k8s.io");
    private static final List<String> SERVERS_OWN =
            List.of("uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds");

    private final Store store;
    private final Kinds kinds;
    private final Stamps stamps;
    private final Allocation allocation;
    private final AdmissionPlugins admission;

    ObjectRequests(Store store, Kinds kinds, Stamps stamps) {
        this.store = store;
        this.kinds = kinds;
        this.stamps = stamps;
        this.allocation = new Allocation(store);
        this.admission = new AdmissionPlugins(store, this);
    }

    public Kinds kinds() {
        return kinds;
    }

    public Stamps stamps() {
        return stamps;
    }

    /** Of all namespaces where that is empty. */
    public List<ObjectNode> list(Kind kind, String namespace) {
        return store.list(kind, namespace);
    }

    public Optional<ObjectNode> find(Kind kind, String namespace, String name) {
        return store.find(kind, namespace, name);
    }

    /** Of all kinds. */
    public List<ObjectNode> everything() {
        return store.everything();
    }

    ObjectNode get(Kind kind, String namespace, String name) {
        return find(kind, namespace, name).orElseThrow(() -> StatusRefusal.notFound(kind, name));
    }

    /** @throws StatusRefusal as the API server would refuse it */
    public ObjectNode create(Kind kind, String namespace, ObjectNode sent, Write write) {
        synchronized (store) {
            ObjectNode object = sent.deepCopy();
            object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
            ObjectNode metadata = object.withObject("/metadata");
            name(kind, metadata);
            place(kind, namespace, metadata);
            String name = metadata.path("name").asText();
            if (find(kind, namespace, name).isPresent()) {
                throw StatusRefusal.exists(kind, name);
            }
            if (kind.status()) {
                object.remove("status");
                if (!kind.custom()) {
                    object.putObject("status");
                }
            }
            SERVERS_OWN.forEach(metadata::remove);
            metadata.remove("resourceVersion");
            metadata.put("uid", stamps.uid()).put("creationTimestamp", stamps.now());
            if (isCounted(kind)) {
                metadata.put("generation", 1);
            }
            Defaults.fill(kind, object);
            allocation.fill(kind, object);
            admission.fill(kind, object);
            Validation.check(kind, MissingNode.getInstance(), object);
            admission.check(kind, object);
            if (!write.subresource().equals("apply")) {
                FieldTracking.updated(
                        MissingNode.getInstance(), object, write.manager(), "", kind.custom(), stamps.now());
            }
            return write.dryRun() ? object : store.put(kind, object);
        }
    }

    /** @throws StatusRefusal as the API server would refuse it, with a conflict where the sent version is an old one */
    public ObjectNode update(Kind kind, ObjectNode sent, Write write) {
        synchronized (store) {
            String name = sent.at("/metadata/name").asText();
            ObjectNode before = get(kind, sent.at("/metadata/namespace").asText(""), name);
            String version = sent.at("/metadata/resourceVersion").asText("");
            String uid = sent.at("/metadata/uid").asText("");
            if (!version.isEmpty()
                            && !version.equals(
                                    before.at("/metadata/resourceVersion").asText())
                    || !uid.isEmpty() && !uid.equals(before.at("/metadata/uid").asText())) {
                throw StatusRefusal.changed(kind, name);
            }
            ObjectNode object = write.isStatus() ? withStatus(before, sent) : withoutStatus(kind, before, sent);
            Defaults.fill(kind, object);
            if (!write.isStatus() && kind.equals(Kinds.SERVICE)) {
                allocation.fill(kind, object);
            }
            if (!write.isStatus()) {
                Validation.check(kind, before, object);
                count(kind, before, object);
            }
            if (!write.subresource().equals("apply")) {
                String part = write.isStatus() ? "status" : "";
                FieldTracking.updated(before, object, write.manager(), part, kind.custom(), stamps.now());
            }
            return keep(kind, before, object, write);
        }
    }

    private ObjectNode keep(Kind kind, ObjectNode before, ObjectNode object, Write write) {
        // The node lets pods go that it runs; a namespace goes when it is empty.
        boolean leaving = object.at("/metadata").has("deletionTimestamp")
                && object.at("/metadata/finalizers").isEmpty()
                && !(kind.equals(Kinds.POD) && object.at("/spec").has("nodeName"))
                && !kind.equals(Kinds.NAMESPACE);
        if (NoOpCheck.of(before, object)) {
            return before;
        }
        if (write.dryRun()) {
            return object;
        }
        if (leaving) {
            store.remove(kind, object);
            return object;
        }
        return store.put(kind, object);
    }

    private static ObjectNode withStatus(ObjectNode before, ObjectNode sent) {
        ObjectNode object = before.deepCopy();
        object.set("status", sent.path("status").deepCopy());
        if (sent.at("/metadata").has("managedFields")) {
            object.withObject("/metadata").set("managedFields", sent.at("/metadata/managedFields"));
        }
        return object;
    }

    private static ObjectNode withoutStatus(Kind kind, ObjectNode before, ObjectNode sent) {
        ObjectNode object = sent.deepCopy();
        object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
        ObjectNode metadata = object.withObject("/metadata");
        SERVERS_OWN.forEach(field -> {
            metadata.remove(field);
            if (before.at("/metadata").has(field)) {
                metadata.set(field, before.at("/metadata").path(field));
            }
        });
        metadata.set("resourceVersion", before.at("/metadata/resourceVersion"));
        if (kind.status()) {
            object.remove("status");
            if (before.has("status")) {
                object.set("status", before.path("status"));
            }
        }
        if (kind.equals(Kinds.SERVICE) && !object.at("/spec").has("clusterIP")) {
            for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
                object.withObject("/spec").set(field, before.at("/spec").path(field));
            }
        }
        if (kind.equals(Kinds.SERVICE)) {
            keepNodePorts(before.at("/spec"), object.withObject("/spec"));
        }
        return object;
    }

    private static void keepNodePorts(JsonNode before, ObjectNode spec) {
        for (JsonNode port : spec.path("ports")) {
            for (JsonNode known : before.path("ports")) {
                boolean same = known.path("port").equals(port.path("port"))
                        && known.path("name").equals(port.path("name"));
                if (same
                        && known.has("nodePort")
                        && !port.has("nodePort")
                        && !spec.path("type").asText("ClusterIP").equals("ClusterIP")) {
                    ((ObjectNode) port).set("nodePort", known.path("nodePort"));
                }
            }
        }
    }

    private static void count(Kind kind, JsonNode before, ObjectNode object) {
        boolean changed = kind.custom()
                ? !NoOpCheck.essence(before).equals(NoOpCheck.essence(object))
                : !before.path("spec").equals(object.path("spec"));
        if (changed && before.at("/metadata").has("generation")) {
            object.withObject("/metadata")
                    .put("generation", before.at("/metadata/generation").asInt() + 1);
        }
    }

    private static boolean isCounted(Kind kind) {
        return kind.custom() || COUNTED.contains(kind.group()) && !kind.equals(Kinds.REVISION);
    }

    private void name(Kind kind, ObjectNode metadata) {
        String prefix = metadata.path("generateName").asText("");
        if (metadata.path("name").asText("").isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix + stamps.suffix());
        }
        if (metadata.path("name").asText("").isEmpty()) {
            throw StatusRefusal.invalid(
                    kind,
                    "",
                    List.of(new StatusRefusal.Cause(
                            "FieldValueRequired",
                            "Required value: name or generateName is required",
                            "metadata.name")));
        }
    }

    private void place(Kind kind, String namespace, ObjectNode metadata) {
        if (!kind.namespaced()) {
            metadata.remove("namespace");
            return;
        }
        String said = metadata.path("namespace").asText(namespace);
        if (!said.equals(namespace)) {
            throw StatusRefusal.bad(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        ObjectNode within = get(Kinds.NAMESPACE, "", namespace);
        if (within.at("/metadata").has("deletionTimestamp")) {
            throw StatusRefusal.forbidden(
                    kind,
                    metadata.path("name").asText(),
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
        metadata.put("namespace", namespace);
    }
}
