package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.List;
import java.util.Set;

/** Keeps a pod of every DaemonSet on the one node, and replaces it when the template changes. */
final class DaemonSetController implements Reconciler {
    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.DAEMON_SET, set -> {
            if (!ObjectJson.isLeaving(set)) {
                ControllerRevisions revisions = new ControllerRevisions(client, Kinds.DAEMON_SET, set);
                ObjectNode current = revisions.current();
                replicate(client, set, ControllerRevisions.hash(current));
                status(client, set, ControllerRevisions.hash(current));
                revisions.cleanUp(Set.of(ObjectJson.name(current)));
            }
        });
    }

    private static void replicate(ControllerClient client, ObjectNode set, String hash) {
        List<ObjectNode> pods = client.controlled(Kinds.POD, set);
        if (!isWanted(client, set)) {
            pods.stream().filter(pod -> !ObjectJson.isLeaving(pod)).forEach(pod -> client.delete(Kinds.POD, pod));
            return;
        }
        if (pods.isEmpty()) {
            create(client, set, hash);
            return;
        }
        boolean rolls = set.at("/spec/updateStrategy/type").asText().equals("RollingUpdate");
        boolean surges = RollingUpdate.count(set.at("/spec/updateStrategy/rollingUpdate/maxSurge"), 1, true) > 0;
        boolean replaced = pods.stream().anyMatch(pod -> isOf(pod, hash) && isAvailable(client, set, pod));
        for (ObjectNode pod : pods) {
            boolean old = rolls && !isOf(pod, hash);
            boolean mayGo = !surges || replaced || !isAvailable(client, set, pod);
            if (!ObjectJson.isLeaving(pod) && (old && mayGo || ObjectJson.isOver(pod))) {
                client.delete(Kinds.POD, pod);
                tell(client, set, "SuccessfulDelete", "Deleted pod: " + ObjectJson.name(pod));
            }
        }
        if (rolls && surges && pods.stream().noneMatch(pod -> isOf(pod, hash))) {
            create(client, set, hash);
        }
    }

    private static void create(ControllerClient client, ObjectNode set, String hash) {
        ObjectNode pod = PodTemplates.pod(Kinds.DAEMON_SET, set);
        pod.withObject("/metadata").put("generateName", ObjectJson.name(set) + "-");
        pod.withObject("/metadata/labels")
                .put(ControllerRevisions.LABEL, hash)
                .put("pod-template-generation", set.at("/metadata/generation").asText());
        ObjectNode made = client.create(Kinds.POD, pod, DeploymentController.NAME);
        tell(client, set, "SuccessfulCreate", "Created pod: " + ObjectJson.name(made));
    }

    private static boolean isAvailable(ControllerClient client, ObjectNode set, ObjectNode pod) {
        return !ObjectJson.isLeaving(pod)
                && PodCounts.isAvailable(
                        client, pod, set.at("/spec/minReadySeconds").asInt());
    }

    private static boolean isWanted(ControllerClient client, ObjectNode set) {
        return Scheduler.fits(client, set.at("/spec/template/spec"));
    }

    private static boolean isOf(JsonNode pod, String hash) {
        return pod.at("/metadata/labels")
                .path(ControllerRevisions.LABEL)
                .asText()
                .equals(hash);
    }

    private static void status(ControllerClient client, ObjectNode set, String hash) {
        List<ObjectNode> pods = client.controlled(Kinds.POD, set).stream()
                .filter(pod -> !ObjectJson.isLeaving(pod))
                .toList();
        PodCounts counts =
                PodCounts.of(client, pods, set.at("/spec/minReadySeconds").asInt());
        ObjectNode changed = set.deepCopy();
        ObjectNode status = changed.putObject("status");
        status.put("currentNumberScheduled", pods.isEmpty() ? 0 : 1).put("numberMisscheduled", 0);
        int wanted = isWanted(client, set) ? 1 : 0;
        status.put("desiredNumberScheduled", wanted).put("numberReady", counts.ready());
        status.set("observedGeneration", set.at("/metadata/generation"));
        status.put("updatedNumberScheduled", (int)
                pods.stream().filter(pod -> isOf(pod, hash)).count());
        if (counts.available() > 0) {
            status.put("numberAvailable", counts.available());
        } else if (wanted > 0) {
            status.put("numberUnavailable", wanted);
        }
        client.updateStatus(Kinds.DAEMON_SET, changed, DeploymentController.NAME);
    }

    private static void tell(ControllerClient client, ObjectNode set, String reason, String message) {
        client.event(Kinds.DAEMON_SET, set, "Normal", reason, message, "daemonset-controller");
    }
}
