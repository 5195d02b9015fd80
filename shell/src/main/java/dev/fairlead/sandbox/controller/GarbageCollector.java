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
    public void reconcile(ControllerClient world) {
        List<ObjectNode> all = world.everything();
        Set<String> there = new HashSet<>();
        all.forEach(object -> there.add(ObjectJson.uid(object)));
        for (ObjectNode object : all) {
            world.kindOf(object).ifPresent(kind -> {
                if (ObjectJson.isLeaving(object)) {
                    letGo(world, kind, object, all);
                } else if (isOrphan(object, there) || isOldEvent(world, kind, object)) {
                    world.delete(kind, object);
                }
            });
        }
        world.list(Kinds.NAMESPACE).forEach(namespace -> namespace(world, namespace, all));
    }

    private static boolean isOldEvent(ControllerClient world, Kind kind, JsonNode object) {
        return kind.equals(Kinds.EVENT) && EventLog.isOld(object, world.now());
    }

    private static boolean isOrphan(JsonNode object, Set<String> there) {
        JsonNode owners = object.at("/metadata/ownerReferences");
        return !owners.isEmpty()
                && owners.valueStream()
                        .noneMatch(owner -> there.contains(owner.path("uid").asText()));
    }

    private static void letGo(ControllerClient world, Kind kind, ObjectNode object, List<ObjectNode> all) {
        List<String> finalizers = new ArrayList<>();
        object.at("/metadata/finalizers").forEach(finalizer -> finalizers.add(finalizer.asText()));
        List<ObjectNode> dependents = all.stream()
                .filter(other -> other.at("/metadata/ownerReferences")
                        .valueStream()
                        .anyMatch(owner -> owner.path("uid").asText().equals(ObjectJson.uid(object))))
                .toList();
        if (finalizers.contains("orphan")) {
            dependents.forEach(dependent -> disown(world, dependent, ObjectJson.uid(object)));
            without(world, kind, object, "orphan");
        } else if (finalizers.contains("foregroundDeletion")) {
            dependents.stream()
                    .filter(dependent -> !ObjectJson.isLeaving(dependent))
                    .forEach(dependent -> world.kindOf(dependent).ifPresent(of -> world.delete(of, dependent)));
            if (dependents.isEmpty()) {
                without(world, kind, object, "foregroundDeletion");
            }
        }
    }

    private static void disown(ControllerClient world, ObjectNode dependent, String uid) {
        ObjectNode changed = dependent.deepCopy();
        ArrayNode kept = changed.withObject("/metadata").putArray("ownerReferences");
        dependent.at("/metadata/ownerReferences").forEach(owner -> {
            if (!owner.path("uid").asText().equals(uid)) {
                kept.add(owner);
            }
        });
        world.kindOf(dependent).ifPresent(kind -> world.update(kind, changed, NAME));
    }

    private static void without(ControllerClient world, Kind kind, ObjectNode object, String finalizer) {
        ObjectNode changed = object.deepCopy();
        ArrayNode kept = changed.withObject("/metadata").putArray("finalizers");
        object.at("/metadata/finalizers").forEach(known -> {
            if (!known.asText().equals(finalizer)) {
                kept.add(known);
            }
        });
        world.update(kind, changed, NAME);
    }

    private static void namespace(ControllerClient world, ObjectNode namespace, List<ObjectNode> all) {
        if (!ObjectJson.isLeaving(namespace)) {
            return;
        }
        List<ObjectNode> content = all.stream()
                .filter(object -> ObjectJson.namespace(object).equals(ObjectJson.name(namespace)))
                .toList();
        content.stream()
                .filter(object -> !ObjectJson.isLeaving(object))
                .forEach(object -> world.kindOf(object).ifPresent(kind -> world.delete(kind, object)));
        if (content.isEmpty()) {
            world.finish(Kinds.NAMESPACE, namespace);
        }
    }
}
