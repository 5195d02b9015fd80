package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the numbered pods of StatefulSets: made from the lowest up, updated from the highest down to the partition. */
final class StatefulSetController implements Reconciler {
    private static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";

    @Override
    public void reconcile(ControllerClient client) {
        client.each(Kinds.STATEFUL_SET, set -> {
            if (!ObjectJson.isLeaving(set)) {
                new Sync(client, set).run();
            }
        });
    }

    /** One look at one StatefulSet. */
    private static final class Sync {
        private final ControllerClient client;
        private final ObjectNode set;
        private final ControllerRevisions revisions;
        private final ObjectNode update;
        private final ObjectNode current;
        private final int wanted;
        private final int partition;
        private final boolean inOrder;

        Sync(ControllerClient client, ObjectNode set) {
            this.client = client;
            this.set = set;
            this.revisions = new ControllerRevisions(client, Kinds.STATEFUL_SET, set);
            this.update = revisions.current();
            this.current = revisions
                    .named(set.at("/status/currentRevision").asText(""))
                    .orElse(update);
            this.wanted = ReplicaSetsOf.replicas(set);
            this.partition =
                    set.at("/spec/updateStrategy/rollingUpdate/partition").asInt();
            this.inOrder =
                    set.at("/spec/podManagementPolicy").asText("OrderedReady").equals("OrderedReady");
        }

        void run() {
            if (scale()) {
                update();
            }
            status();
        }

        /** Whether all are there and well, so that the next thing may be done. */
        private boolean scale() {
            Map<Integer, ObjectNode> pods = pods();
            boolean well = true;
            for (int i = 0; i < wanted; i++) {
                ObjectNode pod = pods.get(i);
                if (pod == null) {
                    create(i);
                    well = false;
                } else if (ObjectJson.isOver(pod) && !ObjectJson.isLeaving(pod)) {
                    client.delete(Kinds.POD, pod);
                    well = false;
                } else if (!isWell(pod)) {
                    well = false;
                }
                // As in a cluster an ill pod holds up even the update that would mend it, until somebody deletes it.
                if (!well && inOrder) {
                    return false;
                }
            }
            List<ObjectNode> surplus = pods.entrySet().stream()
                    .filter(pod -> pod.getKey() >= wanted)
                    .sorted(Map.Entry.<Integer, ObjectNode>comparingByKey().reversed())
                    .map(Map.Entry::getValue)
                    .toList();
            for (ObjectNode pod : surplus) {
                remove(pod);
                if (inOrder) {
                    return false;
                }
            }
            return true;
        }

        private boolean isWell(ObjectNode pod) {
            return !ObjectJson.isLeaving(pod)
                    && PodCounts.isAvailable(
                            client, pod, set.at("/spec/minReadySeconds").asInt());
        }

        private void update() {
            if (!set.at("/spec/updateStrategy/type").asText().equals("RollingUpdate")) {
                return;
            }
            Map<Integer, ObjectNode> pods = pods();
            for (int i = wanted - 1; i >= partition; i--) {
                ObjectNode pod = pods.get(i);
                if (pod == null) {
                    return;
                }
                if (!isOf(pod, update)) {
                    remove(pod);
                    return;
                }
                if (!isWell(pod)) {
                    return;
                }
            }
        }

        private void remove(ObjectNode pod) {
            if (!ObjectJson.isLeaving(pod)) {
                client.delete(Kinds.POD, pod);
                tell(
                        "SuccessfulDelete",
                        "delete Pod " + ObjectJson.name(pod) + " in StatefulSet " + ObjectJson.name(set)
                                + " successful");
            }
        }

        private void create(int ordinal) {
            boolean isNew = ordinal >= partition || ObjectJson.name(current).equals(ObjectJson.name(update));
            ObjectNode revision = isNew ? update : current;
            ObjectNode of = set.deepCopy();
            of.withObject("/spec")
                    .set("template", revision.at("/data/spec/template").deepCopy());
            ObjectNode pod = PodTemplates.pod(Kinds.STATEFUL_SET, of);
            String name = ObjectJson.name(set) + "-" + ordinal;
            ObjectNode metadata = pod.withObject("/metadata").put("name", name);
            metadata.withObject("/labels")
                    .put(NAME_LABEL, name)
                    .put(ControllerRevisions.LABEL, ObjectJson.name(revision))
                    .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
            pod.withObject("/spec").put("hostname", name);
            claims(pod, name);
            client.create(Kinds.POD, pod, DeploymentController.NAME);
            tell("SuccessfulCreate", "create Pod " + name + " in StatefulSet " + ObjectJson.name(set) + " successful");
        }

        private void claims(ObjectNode pod, String name) {
            for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
                String volume = ObjectJson.name(template);
                String claim = volume + "-" + name;
                pod.withObject("/spec")
                        .withArray("volumes")
                        .addObject()
                        .put("name", volume)
                        .putObject("persistentVolumeClaim")
                        .put("claimName", claim);
                if (client.find(Kinds.CLAIM, ObjectJson.namespace(set), claim).isEmpty()) {
                    ObjectNode made = template.deepCopy();
                    made.withObject("/metadata").put("name", claim).put("namespace", ObjectJson.namespace(set));
                    client.create(Kinds.CLAIM, made, DeploymentController.NAME);
                }
            }
        }

        private Map<Integer, ObjectNode> pods() {
            Map<Integer, ObjectNode> pods = new HashMap<>();
            for (ObjectNode pod : client.controlled(Kinds.POD, set)) {
                String ordinal =
                        ObjectJson.name(pod).substring(ObjectJson.name(set).length() + 1);
                pods.put(Integer.parseInt(ordinal), pod);
            }
            return pods;
        }

        private static boolean isOf(JsonNode pod, JsonNode revision) {
            return pod.at("/metadata/labels")
                    .path(ControllerRevisions.LABEL)
                    .asText()
                    .equals(ObjectJson.name(revision));
        }

        private void status() {
            List<ObjectNode> pods = List.copyOf(pods().values());
            PodCounts counts =
                    PodCounts.of(client, pods, set.at("/spec/minReadySeconds").asInt());
            int updated = (int) pods.stream()
                    .filter(pod -> isOf(pod, update) && !ObjectJson.isLeaving(pod))
                    .count();
            boolean done = updated == wanted && counts.ready() == wanted && pods.size() == wanted;
            ObjectNode now = done ? update : current;
            ObjectNode changed = set.deepCopy();
            ObjectNode status = changed.putObject("status");
            status.set("observedGeneration", set.at("/metadata/generation"));
            status.put("replicas", pods.size()).put("readyReplicas", counts.ready());
            status.put("availableReplicas", counts.available());
            status.put("currentReplicas", (int)
                    pods.stream().filter(pod -> isOf(pod, now)).count());
            status.put("updatedReplicas", updated);
            status.put("currentRevision", ObjectJson.name(now)).put("updateRevision", ObjectJson.name(update));
            status.put("collisionCount", 0);
            client.updateStatus(Kinds.STATEFUL_SET, changed, DeploymentController.NAME);
            Set<String> used = new HashSet<>(List.of(ObjectJson.name(now), ObjectJson.name(update)));
            pods.forEach(pod -> used.add(
                    pod.at("/metadata/labels").path(ControllerRevisions.LABEL).asText()));
            revisions.cleanUp(used);
        }

        private void tell(String reason, String message) {
            client.event(Kinds.STATEFUL_SET, set, "Normal", reason, message, "statefulset-controller");
        }
    }
}
