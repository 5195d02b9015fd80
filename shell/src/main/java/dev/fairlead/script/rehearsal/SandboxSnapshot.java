package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.cluster.ObjectApply;
import dev.fairlead.json.MaskedDiff;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything that people make of a sandbox's objects, at one moment. */
final class SandboxSnapshot {
    private static final Set<String> OF_CONTROLLERS = Set.of(
            "pods",
            "events",
            "endpoints",
            "endpointslices.discovery.k8s.io",
            "replicasets.apps",
            "controllerrevisions.apps",
            "leases.coordination.k8s.io",
            "nodes",
            "persistentvolumes");

    private final Map<Key, ObjectNode> objects = new TreeMap<>();

    private record Key(String kind, String namespace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return (namespace + "/" + kind + "/" + name)
                    .compareTo(other.namespace + "/" + other.kind + "/" + other.name);
        }
    }

    static SandboxSnapshot of(ClusterClient cluster) {
        SandboxSnapshot snapshot = new SandboxSnapshot();
        cluster.discovery().refresh();
        for (ResourceType type : cluster.discovery().all()) {
            if (type.verbs().contains("list") && !OF_CONTROLLERS.contains(type.qualified())) {
                cluster.get(type.path("")).path("items").forEach(item -> snapshot.add(type, item));
            }
        }
        return snapshot;
    }

    private void add(ResourceType type, JsonNode item) {
        ObjectNode object = ObjectApply.essence(item);
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        ObjectNode metadata = object.withObject("/metadata");
        metadata.remove(List.of("uid", "creationTimestamp", "selfLink"));
        objects.put(
                new Key(
                        type.singular().isEmpty() ? type.kind() : type.singular(),
                        metadata.path("namespace").asText(""),
                        metadata.path("name").asText()),
                object);
    }

    /** What is otherwise in a later one. */
    List<Rehearsal.ObjectChange> changes(SandboxSnapshot later) {
        Set<Key> keys = new TreeSet<>(objects.keySet());
        keys.addAll(later.objects.keySet());
        List<Rehearsal.ObjectChange> changes = new ArrayList<>();
        for (Key key : keys) {
            Optional<ObjectNode> before = Optional.ofNullable(objects.get(key));
            Optional<ObjectNode> after = Optional.ofNullable(later.objects.get(key));
            if (!before.equals(after) && !isFurnishing(key, before)) {
                String change = before.isEmpty() ? "created" : after.isEmpty() ? "deleted" : "changed";
                String name = key.kind() + "/" + key.name();
                List<String> diff = MaskedDiff.of(name, fields(before), fields(after));
                changes.add(new Rehearsal.ObjectChange(name, key.namespace(), change, diff));
            }
        }
        return changes;
    }

    /** Those of a copy; what is not there has none. */
    private static ObjectNode fields(Optional<ObjectNode> object) {
        return object.map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** What every namespace gets by itself. */
    private static boolean isFurnishing(Key key, Optional<ObjectNode> before) {
        return before.isEmpty()
                && (key.kind().equals("configmap") && key.name().equals("kube-root-ca.crt")
                        || key.kind().equals("serviceaccount") && key.name().equals("default"));
    }
}
