package dev.fairlead.script.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the copied objects say. */
final class CopiedDocuments {
    private CopiedDocuments() {}

    static ObjectNode namespace(String name) {
        ObjectNode namespace = object("v1", "Namespace", "", name);
        namespace.withObject("/status").put("phase", "Active");
        return namespace;
    }

    /** A new object as a server would have it. */
    static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", UUID.randomUUID().toString()).put("resourceVersion", "1");
        return object;
    }

    /** Some servers write a template's time of creation as null, others not at all. */
    static void dropUnsetTimes(ObjectNode object) {
        if (object.path("creationTimestamp").isNull()) {
            object.remove("creationTimestamp");
        }
        object.forEach(field -> {
            if (field instanceof ObjectNode below) {
                dropUnsetTimes(below);
            }
        });
    }

    static boolean isFinished(JsonNode job) {
        for (JsonNode condition : job.at("/status/conditions")) {
            boolean end = List.of("Complete", "Failed")
                    .contains(condition.path("type").asText());
            if (end && condition.path("status").asText().equals("True")) {
                return true;
            }
        }
        return false;
    }

    /** Why a workload is not well; empty where it is, and for what is none. */
    static Optional<String> trouble(JsonNode workload) {
        JsonNode status = workload.path("status");
        String kind = workload.path("kind").asText();
        int wanted = kind.equals("DaemonSet")
                ? status.path("desiredNumberScheduled").asInt()
                : workload.at("/spec/replicas").asInt(1);
        int ready = status.path(kind.equals("DaemonSet") ? "numberReady" : "readyReplicas")
                .asInt();
        boolean judged = List.of("Deployment", "StatefulSet", "DaemonSet").contains(kind);
        return judged && ready < wanted ? Optional.of(ready + " of " + wanted + " pods ready") : Optional.empty();
    }

    /** Whether all that a workload wants is there and current. */
    static boolean isSettled(JsonNode workload) {
        JsonNode status = workload.path("status");
        boolean observed = status.path("observedGeneration").asLong()
                >= workload.at("/metadata/generation").asLong();
        int wanted = workload.at("/spec/replicas").asInt(1);
        return observed
                && switch (workload.path("kind").asText()) {
                    case "DaemonSet" ->
                        status.path("numberReady").asInt()
                                == status.path("desiredNumberScheduled").asInt();
                    case "StatefulSet" -> status.path("readyReplicas").asInt() == wanted;
                    default ->
                        status.path("availableReplicas").asInt() == wanted
                                && status.path("replicas").asInt() == wanted;
                };
    }

    /** The containers of a pod template, the first ones too. */
    static List<JsonNode> containers(JsonNode workload) {
        List<JsonNode> containers = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            workload.at("/spec/template/spec").path(list).forEach(containers::add);
        }
        return containers;
    }
}
