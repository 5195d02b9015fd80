package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.api.Kinds;

/** Puts every pod on the one node, but those that a fault keeps off or that ask for labels which it has not. */
final class Scheduler implements Reconciler {
    static final String NODE = "node1";
    private static final String NAME = "kube-scheduler";

    private final FaultInjector injector;

    Scheduler(FaultInjector injector) {
        this.injector = injector;
    }

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.POD, pod -> {
            boolean ours = pod.at("/spec/schedulerName").asText().equals("default-scheduler");
            if (ours && !pod.at("/spec").has("nodeName") && !ObjectJson.isLeaving(pod)) {
                String why = hindrance(client, pod);
                if (why.isEmpty()) {
                    bind(client, pod);
                } else {
                    refuse(client, pod, why);
                }
            }
        });
    }

    private String hindrance(ControllerClient client, ObjectNode pod) {
        if (injector.of(Fault.Unschedulable.class, client, pod).isPresent()) {
            return "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption"
                    + " victims found for incoming pod.";
        }
        if (hasUnboundClaim(client, pod)) {
            return "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes"
                    + " are available: 1 Preemption is not helpful for scheduling.";
        }
        return fits(client, pod.path("spec"))
                ? ""
                : "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes"
                        + " are available: 1 Preemption is not helpful for scheduling.";
    }

    private static boolean hasUnboundClaim(ControllerClient client, JsonNode pod) {
        return pod.at("/spec/volumes")
                .valueStream()
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText(""))
                .flatMap(name -> client.find(Kinds.CLAIM, ObjectJson.namespace(pod), name).stream())
                .anyMatch(claim -> !claim.at("/status/phase").asText().equals("Bound"));
    }

    /** Whether the node has the labels that a pod asks for. */
    static boolean fits(ControllerClient client, JsonNode podSpec) {
        JsonNode labels = client.find(Kinds.NODE, "", NODE).orElseThrow().at("/metadata/labels");
        return podSpec.path("nodeSelector").properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    private static void bind(ControllerClient client, ObjectNode pod) {
        ObjectNode bound = pod.deepCopy();
        bound.withObject("/spec").put("nodeName", NODE);
        ObjectNode stored = client.update(Kinds.POD, bound, NAME).deepCopy();
        ObjectNode status = stored.withObject("/status").put("phase", "Pending");
        ObjectJson.condition(status, "PodScheduled", "True", "", "", client.stamp());
        client.updateStatus(Kinds.POD, stored, NAME);
        String message =
                "Successfully assigned " + ObjectJson.namespace(pod) + "/" + ObjectJson.name(pod) + " to " + NODE;
        client.event(Kinds.POD, pod, "Normal", "Scheduled", message, "default-scheduler");
    }

    private static void refuse(ControllerClient client, ObjectNode pod, String why) {
        boolean told = ObjectJson.condition(pod, "PodScheduled")
                .filter(condition -> condition.path("message").asText().equals(why))
                .isPresent();
        if (told) {
            return;
        }
        ObjectNode changed = pod.deepCopy();
        ObjectNode status = changed.withObject("/status").put("phase", "Pending");
        ObjectJson.condition(status, "PodScheduled", "False", "Unschedulable", why, client.stamp());
        client.updateStatus(Kinds.POD, changed, NAME);
        client.event(Kinds.POD, pod, "Warning", "FailedScheduling", why, "default-scheduler");
    }
}
