package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.api.Kinds;

/** Puts every pod on the one node, but those that a fault keeps off or that ask for labels which it has not. */
final class Scheduler implements Reconciler {
    static final String NODE = "node1";
    private static final String NAME = "kube-scheduler";

    private final FaultInjector drill;

    Scheduler(FaultInjector drill) {
        this.drill = drill;
    }

    @Override
    public void reconcile(ControllerClient world) {
        world.each(Kinds.POD, pod -> {
            boolean ours = pod.at("/spec/schedulerName").asText().equals("default-scheduler");
            if (ours && !pod.at("/spec").has("nodeName") && !ObjectJson.isLeaving(pod)) {
                String why = hindrance(world, pod);
                if (why.isEmpty()) {
                    bind(world, pod);
                } else {
                    refuse(world, pod, why);
                }
            }
        });
    }

    private String hindrance(ControllerClient world, ObjectNode pod) {
        if (drill.of(Fault.Unschedulable.class, world, pod).isPresent()) {
            return "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption"
                    + " victims found for incoming pod.";
        }
        if (hasUnboundClaim(world, pod)) {
            return "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes"
                    + " are available: 1 Preemption is not helpful for scheduling.";
        }
        return fits(world, pod.path("spec"))
                ? ""
                : "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes"
                        + " are available: 1 Preemption is not helpful for scheduling.";
    }

    private static boolean hasUnboundClaim(ControllerClient world, JsonNode pod) {
        return pod.at("/spec/volumes")
                .valueStream()
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText(""))
                .flatMap(name -> world.find(Kinds.CLAIM, ObjectJson.namespace(pod), name).stream())
                .anyMatch(claim -> !claim.at("/status/phase").asText().equals("Bound"));
    }

    /** Whether the node has the labels that a pod asks for. */
    static boolean fits(ControllerClient world, JsonNode podSpec) {
        JsonNode labels = world.find(Kinds.NODE, "", NODE).orElseThrow().at("/metadata/labels");
        return podSpec.path("nodeSelector").properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    private static void bind(ControllerClient world, ObjectNode pod) {
        ObjectNode bound = pod.deepCopy();
        bound.withObject("/spec").put("nodeName", NODE);
        ObjectNode stored = world.update(Kinds.POD, bound, NAME).deepCopy();
        ObjectNode status = stored.withObject("/status").put("phase", "Pending");
        ObjectJson.condition(status, "PodScheduled", "True", "", "", world.stamp());
        world.updateStatus(Kinds.POD, stored, NAME);
        String message =
                "Successfully assigned " + ObjectJson.namespace(pod) + "/" + ObjectJson.name(pod) + " to " + NODE;
        world.event(Kinds.POD, pod, "Normal", "Scheduled", message, "default-scheduler");
    }

    private static void refuse(ControllerClient world, ObjectNode pod, String why) {
        boolean told = ObjectJson.condition(pod, "PodScheduled")
                .filter(condition -> condition.path("message").asText().equals(why))
                .isPresent();
        if (told) {
            return;
        }
        ObjectNode changed = pod.deepCopy();
        ObjectNode status = changed.withObject("/status").put("phase", "Pending");
        ObjectJson.condition(status, "PodScheduled", "False", "Unschedulable", why, world.stamp());
        world.updateStatus(Kinds.POD, changed, NAME);
        world.event(Kinds.POD, pod, "Warning", "FailedScheduling", why, "default-scheduler");
    }
}
