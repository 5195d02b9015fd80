package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.api.Kinds;

/** Puts every pod on the one node, but those that a fault keeps off or that ask for labels which it has not. */
final class Scheduler implements Reconciler {
    static final String NODE = "node1";
    private static final String NAME = "kube-scheduler";

    private final Drill drill;

    Scheduler(Drill drill) {
        this.drill = drill;
    }

    @Override
    public void reconcile(World world) {
        world.each(Kinds.POD, pod -> {
            boolean ours = pod.at("/spec/schedulerName").asText().equals("default-scheduler");
            if (ours && !pod.at("/spec").has("nodeName") && !Json.isLeaving(pod)) {
                String why = hindrance(world, pod);
                if (why.isEmpty()) {
                    bind(world, pod);
                } else {
                    refuse(world, pod, why);
                }
            }
        });
    }

    private String hindrance(World world, ObjectNode pod) {
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

    private static boolean hasUnboundClaim(World world, JsonNode pod) {
        return pod.at("/spec/volumes")
                .valueStream()
                .map(volume -> volume.at("/persistentVolumeClaim/claimName").asText(""))
                .flatMap(name -> world.find(Kinds.CLAIM, Json.namespace(pod), name).stream())
                .anyMatch(claim -> !claim.at("/status/phase").asText().equals("Bound"));
    }

    /** Whether the node has the labels that a pod asks for. */
    static boolean fits(World world, JsonNode podSpec) {
        JsonNode labels = world.find(Kinds.NODE, "", NODE).orElseThrow().at("/metadata/labels");
        return podSpec.path("nodeSelector").properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    private static void bind(World world, ObjectNode pod) {
        ObjectNode bound = pod.deepCopy();
        bound.withObject("/spec").put("nodeName", NODE);
        ObjectNode stored = world.update(Kinds.POD, bound, NAME).deepCopy();
        ObjectNode status = stored.withObject("/status").put("phase", "Pending");
        Json.condition(status, "PodScheduled", "True", "", "", world.stamp());
        world.updateStatus(Kinds.POD, stored, NAME);
        String message = "Successfully assigned " + Json.namespace(pod) + "/" + Json.name(pod) + " to " + NODE;
        world.event(Kinds.POD, pod, "Normal", "Scheduled", message, "default-scheduler");
    }

    private static void refuse(World world, ObjectNode pod, String why) {
        boolean told = Json.condition(pod, "PodScheduled")
                .filter(condition -> condition.path("message").asText().equals(why))
                .isPresent();
        if (told) {
            return;
        }
        ObjectNode changed = pod.deepCopy();
        ObjectNode status = changed.withObject("/status").put("phase", "Pending");
        Json.condition(status, "PodScheduled", "False", "Unschedulable", why, world.stamp());
        world.updateStatus(Kinds.POD, changed, NAME);
        world.event(Kinds.POD, pod, "Warning", "FailedScheduling", why, "default-scheduler");
    }
}
