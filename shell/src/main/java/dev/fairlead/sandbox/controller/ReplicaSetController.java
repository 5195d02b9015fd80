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

    private final FaultInjector injector;
    private final Map<String, Refused> refused = new HashMap<>();

    /** A set whose pods are refused: how often in a row, why, and when the next try is. */
    private record Refused(int times, String why, Instant again) {}

    ReplicaSetController(FaultInjector injector) {
        this.injector = injector;
    }

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.REPLICA_SET, set -> {
            String refusal = ObjectJson.isLeaving(set) ? "" : replicate(client, set);
            status(client, set, refusal);
        });
    }

    /** Why no pod could be made; empty where nothing was wrong. */
    private String replicate(ControllerClient client, ObjectNode set) {
        List<ObjectNode> pods = living(client, set);
        int wanted = ReplicaSetsOf.replicas(set);
        Refused before = refused.get(ObjectJson.uid(set));
        if (before != null && pods.size() < wanted && !client.isDue(before.again())) {
            return before.why();
        }
        refused.remove(ObjectJson.uid(set));
        for (int i = pods.size(); i < wanted; i++) {
            try {
                injector.admit(client, set);
                ObjectNode pod = PodTemplates.pod(Kinds.REPLICA_SET, set);
                pod.withObject("/metadata").put("generateName", ObjectJson.name(set) + "-");
                ObjectNode made = client.create(Kinds.POD, pod, DeploymentController.NAME);
                tell(client, set, "Normal", "SuccessfulCreate", "Created pod: " + ObjectJson.name(made));
            } catch (StatusRefusal e) {
                String why = String.valueOf(e.getMessage());
                tell(client, set, "Warning", "FailedCreate", "Error creating: " + why);
                int times = before == null ? 1 : before.times() + 1;
                Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(8, times));
                refused.put(ObjectJson.uid(set), new Refused(times, why, client.after(wait)));
                client.isDue(client.after(wait));
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
                    client.delete(Kinds.POD, pod);
                    tell(client, set, "Normal", "SuccessfulDelete", "Deleted pod: " + ObjectJson.name(pod));
                });
        return "";
    }

    private static List<ObjectNode> living(ControllerClient client, ObjectNode set) {
        return client.controlled(Kinds.POD, set).stream()
                .filter(pod -> !ObjectJson.isLeaving(pod) && !ObjectJson.isOver(pod))
                .toList();
    }

    private static void status(ControllerClient client, ObjectNode set, String refusal) {
        List<ObjectNode> pods = living(client, set);
        PodCounts counts =
                PodCounts.of(client, pods, set.at("/spec/minReadySeconds").asInt());
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
            ObjectJson.condition(status, "ReplicaFailure", "True", "FailedCreate", refusal, client.stamp());
        }
        changed.set("status", status);
        client.updateStatus(Kinds.REPLICA_SET, changed, DeploymentController.NAME);
    }

    private static void tell(ControllerClient client, ObjectNode set, String type, String reason, String message) {
        client.event(Kinds.REPLICA_SET, set, type, reason, message, "replicaset-controller");
    }
}
