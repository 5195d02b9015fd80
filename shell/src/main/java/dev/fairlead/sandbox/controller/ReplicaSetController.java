package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import dev.fairlead.sandbox.api.StatusRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps as many pods as a ReplicaSet wants. */
final class ReplicaSetController implements Reconciler {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final FaultInjector drill;
    private final Map<String, Refused> refused = new HashMap<>();

    /** A set whose pods are refused: how often in a row, why, and when the next try is. */
    private record Refused(int times, String why, Instant again) {}

    ReplicaSetController(FaultInjector drill) {
        this.drill = drill;
    }

    @Override
    public void reconcile(ControllerClient world) {
        world.each(Kinds.REPLICA_SET, set -> {
            String refusal = ObjectJson.isLeaving(set) ? "" : replicate(world, set);
            status(world, set, refusal);
        });
    }

    /** Why no pod could be made; empty where nothing was wrong. */
    private String replicate(ControllerClient world, ObjectNode set) {
        List<ObjectNode> pods = living(world, set);
        int wanted = ReplicaSetsOf.replicas(set);
        Refused before = refused.get(ObjectJson.uid(set));
        if (before != null && pods.size() < wanted && !world.isDue(before.again())) {
            return before.why();
        }
        refused.remove(ObjectJson.uid(set));
        for (int i = pods.size(); i < wanted; i++) {
            try {
                drill.admit(world, set);
                ObjectNode pod = PodTemplates.pod(Kinds.REPLICA_SET, set);
                pod.withObject("/metadata").put("generateName", ObjectJson.name(set) + "-");
                ObjectNode made = world.create(Kinds.POD, pod, DeploymentController.NAME);
                tell(world, set, "Normal", "SuccessfulCreate", "Created pod: " + ObjectJson.name(made));
            } catch (StatusRefusal e) {
                String why = String.valueOf(e.getMessage());
                tell(world, set, "Warning", "FailedCreate", "Error creating: " + why);
                int times = before == null ? 1 : before.times() + 1;
                Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(8, times));
                refused.put(ObjectJson.uid(set), new Refused(times, why, world.after(wait)));
                world.isDue(world.after(wait));
                return why;
            }
        }
        // The least useful first, and of equals the youngest.
        pods.stream()
                .sorted(Comparator.<ObjectNode, Boolean>comparing(
                                pod -> pod.at("/spec").has("nodeName"))
                        .thenComparing(ObjectJson::isReady)
                        .thenComparing(
                                pod -> pod.at("/metadata/creationTimestamp").asText(), Comparator.reverseOrder())
                        .thenComparing(ObjectJson::name))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> {
                    world.delete(Kinds.POD, pod);
                    tell(world, set, "Normal", "SuccessfulDelete", "Deleted pod: " + ObjectJson.name(pod));
                });
        return "";
    }

    private static List<ObjectNode> living(ControllerClient world, ObjectNode set) {
        return world.controlled(Kinds.POD, set).stream()
                .filter(pod -> !ObjectJson.isLeaving(pod) && !ObjectJson.isOver(pod))
                .toList();
    }

    private static void status(ControllerClient world, ObjectNode set, String refusal) {
        List<ObjectNode> pods = living(world, set);
        PodCounts counts =
                PodCounts.of(world, pods, set.at("/spec/minReadySeconds").asInt());
        ObjectNode changed = set.deepCopy();
        ObjectNode status = ObjectJson.object();
        status.put("replicas", pods.size());
        if (!pods.isEmpty()) {
            status.put("fullyLabeledReplicas", pods.size());
        }
        if (counts.ready() > 0) {
            status.put("readyReplicas", counts.ready());
        }
        if (counts.available() > 0) {
            status.put("availableReplicas", counts.available());
        }
        status.set("observedGeneration", set.at("/metadata/generation"));
        if (!refusal.isEmpty()) {
            if (set.at("/status/conditions").isArray()) {
                status.set("conditions", set.at("/status/conditions").deepCopy());
            }
            ObjectJson.condition(status, "ReplicaFailure", "True", "FailedCreate", refusal, world.stamp());
        }
        changed.set("status", status);
        world.updateStatus(Kinds.REPLICA_SET, changed, DeploymentController.NAME);
    }

    private static void tell(ControllerClient world, ObjectNode set, String type, String reason, String message) {
        world.event(Kinds.REPLICA_SET, set, type, reason, message, "replicaset-controller");
    }
}
