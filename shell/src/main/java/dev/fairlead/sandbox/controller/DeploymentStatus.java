package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how far a Deployment is, in the real controller's words. */
final class DeploymentStatus {
    private final ControllerClient client;
    private final ObjectNode deployment;
    private final ReplicaSetsOf sets;
    private final JsonNode before;

    DeploymentStatus(ControllerClient client, ObjectNode deployment, ReplicaSetsOf sets) {
        this.client = client;
        this.deployment = deployment;
        this.sets = sets;
        this.before = deployment.path("status");
    }

    void write() {
        revision();
        ObjectNode object = client.find(Kinds.DEPLOYMENT, ObjectJson.namespace(deployment), ObjectJson.name(deployment))
                .orElse(deployment)
                .deepCopy();
        ObjectNode status = counts();
        if (before.path("conditions").isArray()) {
            status.set("conditions", before.path("conditions").deepCopy());
        }
        available(status);
        progress(status);
        replicaFailure(status);
        object.set("status", status);
        client.updateStatus(Kinds.DEPLOYMENT, object, DeploymentController.NAME);
    }

    private void revision() {
        sets.current().ifPresent(current -> {
            String revision = ObjectJson.annotation(current, PodTemplates.REVISION);
            if (!revision.equals(ObjectJson.annotation(deployment, PodTemplates.REVISION))
                    && !deployment.at("/spec/paused").asBoolean()) {
                ObjectNode changed = deployment.deepCopy();
                changed.withObject("/metadata/annotations").put(PodTemplates.REVISION, revision);
                changed.withObject("/metadata").remove("resourceVersion");
                client.update(Kinds.DEPLOYMENT, changed, DeploymentController.NAME);
            }
        });
    }

    private ObjectNode counts() {
        ObjectNode status = ObjectJson.object();
        status.set("observedGeneration", deployment.at("/metadata/generation"));
        int all = total("replicas");
        int ready = total("readyReplicas");
        int available = total("availableReplicas");
        put(status, "replicas", all);
        put(
                status,
                "updatedReplicas",
                sets.current().map(set -> set.at("/status/replicas").asInt()).orElse(0));
        put(status, "readyReplicas", ready);
        put(status, "availableReplicas", available);
        put(status, "unavailableReplicas", Math.max(0, ReplicaSetsOf.sum(sets.all()) - available));
        return status;
    }

    private int total(String field) {
        return sets.all().stream()
                .mapToInt(set -> set.path("status").path(field).asInt())
                .sum();
    }

    private static void put(ObjectNode status, String field, int value) {
        if (value != 0) {
            status.put(field, value);
        }
    }

    private void available(ObjectNode status) {
        int least = ReplicaSetsOf.replicas(deployment)
                - RollingUpdate.of(deployment).unavailable();
        boolean enough = status.path("availableReplicas").asInt() >= least;
        condition(
                status,
                "Available",
                enough ? "True" : "False",
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
    }

    private void progress(ObjectNode status) {
        Optional<JsonNode> known = ObjectJson.condition(deployment, "Progressing");
        String reason = known.map(of -> of.path("reason").asText()).orElse("");
        String set = sets.current().map(ObjectJson::name).orElse("");
        if (deployment.at("/spec/paused").asBoolean()) {
            if (!reason.equals("DeploymentPaused")) {
                condition(status, "Progressing", "Unknown", "DeploymentPaused", "Deployment is paused");
            }
            return;
        }
        if (reason.equals("DeploymentPaused")) {
            condition(status, "Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed");
            return;
        }
        boolean isNew = status.path("observedGeneration").asInt()
                        != before.path("observedGeneration").asInt()
                && !known.map(of -> of.path("message").asText()).orElse("").contains("\"" + set + "\"");
        if (isNew) {
            boolean found = sets.current()
                    .filter(s -> s.at("/status").has("observedGeneration"))
                    .isPresent();
            condition(
                    status,
                    "Progressing",
                    "True",
                    found ? "FoundNewReplicaSet" : "NewReplicaSetCreated",
                    (found ? "Found new replica set \"" : "Created new replica set \"") + set + "\"");
        } else if (isComplete(status)) {
            if (!reason.equals("NewReplicaSetAvailable")) {
                condition(
                        status,
                        "Progressing",
                        "True",
                        "NewReplicaSetAvailable",
                        "ReplicaSet \"" + set + "\" has successfully progressed.");
            }
        } else if (progresses(status)) {
            condition(status, "Progressing", "True", "ReplicaSetUpdated", "ReplicaSet \"" + set + "\" is progressing.");
        } else if (isLate(known, reason)) {
            condition(
                    status,
                    "Progressing",
                    "False",
                    "ProgressDeadlineExceeded",
                    "ReplicaSet \"" + set + "\" has timed out progressing.");
        }
    }

    private boolean isComplete(ObjectNode status) {
        int wanted = ReplicaSetsOf.replicas(deployment);
        return List.of("updatedReplicas", "replicas", "availableReplicas").stream()
                .allMatch(field -> status.path(field).asInt() == wanted);
    }

    private boolean progresses(ObjectNode status) {
        int oldNow = number(status, "replicas") - number(status, "updatedReplicas");
        int oldBefore = number(before, "replicas") - number(before, "updatedReplicas");
        return oldNow < oldBefore
                || List.of("updatedReplicas", "readyReplicas", "availableReplicas").stream()
                        .anyMatch(field -> number(status, field) > number(before, field));
    }

    private static int number(JsonNode status, String field) {
        return status.path(field).asInt();
    }

    private boolean isLate(Optional<JsonNode> known, String reason) {
        int deadline = deployment.at("/spec/progressDeadlineSeconds").asInt(600);
        if (known.isEmpty() || reason.equals("NewReplicaSetAvailable") || deadline == Integer.MAX_VALUE) {
            return false;
        }
        Instant since = Instant.parse(known.get().path("lastUpdateTime").asText());
        return reason.equals("ProgressDeadlineExceeded")
                || client.isDue(client.after(since, Duration.ofSeconds(deadline)));
    }

    private void replicaFailure(ObjectNode status) {
        Optional<JsonNode> failure = sets.current()
                .flatMap(set -> ObjectJson.condition(set, "ReplicaFailure"))
                .filter(condition -> condition.path("status").asText().equals("True"));
        if (failure.isPresent()) {
            String message = failure.get().path("message").asText();
            condition(status, "ReplicaFailure", "True", "FailedCreate", message);
            return;
        }
        for (int i = 0; i < status.path("conditions").size(); i++) {
            if (status.path("conditions").get(i).path("type").asText().equals("ReplicaFailure")) {
                status.withArray("conditions").remove(i);
            }
        }
    }

    private void condition(ObjectNode status, String type, String value, String reason, String message) {
        Optional<JsonNode> known = ObjectJson.condition(deployment, type);
        boolean same = known.filter(of -> of.path("status").asText().equals(value)
                        && of.path("reason").asText().equals(reason)
                        && !reason.equals("ReplicaSetUpdated"))
                .isPresent();
        ObjectNode condition = ObjectJson.condition(status, type, value, reason, message, client.stamp());
        if (!same) {
            condition.put("lastUpdateTime", client.stamp());
        }
    }
}
