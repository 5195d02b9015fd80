package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes what lost its owners, empties namespaces that go, and forgets old events. */
final class GarbageCollector implements Reconciler {
    private static final String NAME = "garbage-collector";

    @Override
    public void reconcile(ControllerClient client) {
        List<ObjectNode> all = client.everything();
        Set<String> there = new HashSet<>();
        all.forEach(object -> there.add(ObjectJson.uid(object)));
        for (ObjectNode object : all) {
            client.kindOf(object).ifPresent(kind -> {
                if (ObjectJson.isLeaving(object)) {
                    letGo(client, kind, object, all);
                } else if (isOrphan(object, there) || isOldEvent(client, kind, object)) {
                    client.delete(kind, object);
                }
            });
        }
        client.list(Kinds.NAMESPACE).forEach(namespace -> namespace(client, namespace, all));
    }

    private static boolean isOldEvent(ControllerClient client, Kind kind, JsonNode object) {
        return kind.equals(Kinds.EVENT) && EventLog.isOld(object, client.now());
    }

    private static boolean isOrphan(JsonNode object, Set<String> there) {
        JsonNode owners = object.at("/metadata/ownerReferences");
        return !owners.isEmpty()
                && owners.valueStream()
                        .noneMatch(owner -> there.contains(owner.path("uid").asText()));
    }

    private static void letGo(ControllerClient client, Kind kind, ObjectNode object, List<ObjectNode> all) {
        List<String> finalizers = new ArrayList<>();
        object.at("/metadata/finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        List<ObjectNode> dependents = all.stream()
                .filter(other -> other.at("/metadata/ownerReferences")
                        .valueStream()
                        .anyMatch(owner -> owner.path("uid").asText().equals(ObjectJson.uid(object))))
                .toList();
        if (finalizers.contains("orphan")) {
            dependents.forEach(dependent -> disown(client, dependent, ObjectJson.uid(object)));
            without(client, kind, object, "orphan");
        } else if (finalizers.contains("foregroundDeletion")) {
            dependents.stream()
                    .filter(dependent -> !ObjectJson.isLeaving(dependent))
                    .forEach(dependent -> client.kindOf(dependent).ifPresent(of -> client.delete(of, dependent)));
            if (dependents.isEmpty()) {
                without(client, kind, object, "foregroundDeletion");
            }
        }
    }

    private static void disown(ControllerClient client, ObjectNode dependent, String uid) {
        ObjectNode changed = dependent.deepCopy();
        ArrayNode kept = changed.withObject("/metadata").putArray("ownerReferences");
        dependent.at("/metadata/ownerReferences").forEach(owner -> {
            if (!owner.path("uid").asText().equals(uid)) {
                kept.add(owner);
            }
        });
        client.kindOf(dependent).ifPresent(kind -> client.update(kind, changed, NAME));
    }

    private static void without(ControllerClient client, Kind kind, ObjectNode object, String finalizer) {
        ObjectNode changed = object.deepCopy();
        ArrayNode kept = changed.withObject("/metadata").putArray("finalizers");
        object.at("/metadata/finalizers").forEach(known -> {
            if (!known.asText().equals(finalizer)) {
                kept.add(known);
            }
        });
        client.update(kind, changed, NAME);
    }

    private static void namespace(ControllerClient client, ObjectNode namespace, List<ObjectNode> all) {
        if (!ObjectJson.isLeaving(namespace)) {
            return;
        }
        List<ObjectNode> content = all.stream()
                .filter(object -> ObjectJson.namespace(object).equals(ObjectJson.name(namespace)))
                .toList();
        content.stream()
                .filter(object -> !ObjectJson.isLeaving(object))
                .forEach(object -> client.kindOf(object).ifPresent(kind -> client.delete(kind, object)));
        if (content.isEmpty()) {
            client.finish(Kinds.NAMESPACE, namespace);
        }
    }
}
