package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ReplicaSets of a Deployment, oldest first: the one of its present template, and those before. */
final class ReplicaSetsOf {
    private final ControllerClient client;
    private final ObjectNode deployment;
    private final List<ObjectNode> all;

    ReplicaSetsOf(ControllerClient client, ObjectNode deployment) {
        this.client = client;
        this.deployment = deployment;
        this.all = new ArrayList<>(client.controlled(Kinds.REPLICA_SET, deployment));
        all.sort(Comparator.<ObjectNode, String>comparing(
                        set -> set.at("/metadata/creationTimestamp").asText())
                .thenComparing(ObjectJson::name));
    }

    List<ObjectNode> all() {
        return all;
    }

    /** The oldest with the Deployment's template. */
    Optional<ObjectNode> current() {
        return all.stream()
                .filter(set -> PodTemplates.isSame(set.at("/spec/template"), deployment.at("/spec/template")))
                .findFirst();
    }

    List<ObjectNode> old() {
        String uid = current().map(ObjectJson::uid).orElse("");
        return all.stream().filter(set -> !ObjectJson.uid(set).equals(uid)).toList();
    }

    /** The youngest before the present one. */
    Optional<ObjectNode> latestOld() {
        List<ObjectNode> old = old();
        return old.isEmpty() ? Optional.empty() : Optional.of(old.get(old.size() - 1));
    }

    /** Those that have or shall have pods. */
    List<ObjectNode> active() {
        return all.stream().filter(set -> replicas(set) > 0).toList();
    }

    static int replicas(JsonNode set) {
        return set.at("/spec/replicas").asInt();
    }

    static int available(JsonNode set) {
        return set.at("/status/availableReplicas").asInt();
    }

    static long revision(JsonNode set) {
        String revision = ObjectJson.annotation(set, PodTemplates.REVISION);
        return revision.matches("\\d+") ? Long.parseLong(revision) : 0;
    }

    static int sum(List<ObjectNode> sets) {
        return sets.stream().mapToInt(ReplicaSetsOf::replicas).sum();
    }

    /** Makes the ReplicaSet of the present template, with as many pods as the strategy lets it have at once. */
    ObjectNode create() {
        JsonNode template = deployment.at("/spec/template");
        String hash = PodTemplates.hash(
                template, deployment.at("/status/collisionCount").asInt());
        ObjectNode set = ObjectJson.controlledBy(Kinds.DEPLOYMENT, deployment);
        ObjectNode metadata = set.withObject("/metadata").put("name", ObjectJson.name(deployment) + "-" + hash);
        metadata.set("labels", template.at("/metadata/labels").deepCopy());
        metadata.withObject("/labels").put(PodTemplates.HASH, hash);
        annotate(metadata.withObject("/annotations"), newRevision());
        ObjectNode spec = set.putObject("spec");
        int wanted = replicas(deployment);
        RollingUpdate update = RollingUpdate.of(deployment);
        boolean recreate = deployment.at("/spec/strategy/type").asText().equals("Recreate");
        spec.put("replicas", recreate ? wanted : update.grow(wanted, 0, sum(all)));
        if (deployment.at("/spec").has("minReadySeconds")) {
            spec.set("minReadySeconds", deployment.at("/spec/minReadySeconds"));
        }
        spec.set("selector", deployment.at("/spec/selector").deepCopy());
        spec.withObject("/selector/matchLabels").put(PodTemplates.HASH, hash);
        spec.set("template", template.deepCopy());
        spec.withObject("/template/metadata/labels").put(PodTemplates.HASH, hash);
        ObjectNode made = client.create(Kinds.REPLICA_SET, set, DeploymentController.NAME);
        all.add(made);
        if (replicas(made) > 0) {
            told("up", ObjectJson.name(made), replicas(made), 0);
        }
        return made;
    }

    private long newRevision() {
        return old().stream().mapToLong(ReplicaSetsOf::revision).max().orElse(0) + 1;
    }

    /** Gives the present one the newest revision's number, and the Deployment's own annotations. */
    ObjectNode renumber(ObjectNode current) {
        long revision = Math.max(revision(current), newRevision());
        ObjectNode changed = current.deepCopy();
        ObjectNode annotations = changed.withObject("/metadata/annotations");
        String before = ObjectJson.annotation(current, PodTemplates.REVISION);
        if (revision(current) != revision && !before.isEmpty()) {
            String history = ObjectJson.annotation(current, PodTemplates.HISTORY);
            annotations.put(PodTemplates.HISTORY, history.isEmpty() ? before : history + "," + before);
        }
        annotate(annotations, revision);
        return client.update(Kinds.REPLICA_SET, changed, DeploymentController.NAME);
    }

    private void annotate(ObjectNode annotations, long revision) {
        deployment.at("/metadata/annotations").properties().forEach(annotation -> {
            if (!PodTemplates.NOT_COPIED.contains(annotation.getKey())) {
                annotations.set(annotation.getKey(), annotation.getValue());
            }
        });
        annotations.put(PodTemplates.REVISION, Long.toString(revision));
        sizes(annotations);
    }

    private void sizes(ObjectNode annotations) {
        int wanted = replicas(deployment);
        annotations.put(PodTemplates.DESIRED, Integer.toString(wanted));
        annotations.put(
                PodTemplates.MOST,
                Integer.toString(wanted + RollingUpdate.of(deployment).surge()));
    }

    void scale(ObjectNode set, int replicas) {
        int before = replicas(set);
        ObjectNode changed = set.deepCopy();
        changed.withObject("/spec").put("replicas", replicas);
        sizes(changed.withObject("/metadata/annotations"));
        ObjectNode written = client.update(Kinds.REPLICA_SET, changed, DeploymentController.NAME);
        all.replaceAll(known -> ObjectJson.uid(known).equals(ObjectJson.uid(set)) ? written : known);
        if (replicas != before) {
            told(replicas > before ? "up" : "down", ObjectJson.name(set), replicas, before);
        }
    }

    private void told(String way, String set, int replicas, int before) {
        String from = before == 0 ? "" : " from " + before;
        client.event(
                Kinds.DEPLOYMENT,
                deployment,
                "Normal",
                "ScalingReplicaSet",
                "Scaled " + way + " replica set " + set + " to " + replicas + from,
                "deployment-controller");
    }

    /** Removes the oldest of those without pods that the history has no room for. */
    void cleanUp() {
        int limit = deployment.at("/spec/revisionHistoryLimit").asInt(10);
        List<ObjectNode> empty = old().stream()
                .filter(set -> replicas(set) == 0
                        && set.at("/status/replicas").asInt() == 0
                        && !ObjectJson.isLeaving(set)
                        && set.at("/status/observedGeneration").asInt()
                                >= set.at("/metadata/generation").asInt())
                .sorted(Comparator.comparingLong(ReplicaSetsOf::revision))
                .toList();
        empty.stream().limit(Math.max(0, empty.size() - limit)).forEach(set -> client.delete(Kinds.REPLICA_SET, set));
    }
}
