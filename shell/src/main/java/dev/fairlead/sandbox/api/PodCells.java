package dev.fairlead.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;

/** How the API server sums up a pod in a table. */
final class PodCells {
    private PodCells() {}

    static String ready(JsonNode pod) {
        int ready = 0;
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            ready += status.path("ready").asBoolean() ? 1 : 0;
        }
        return ready + "/" + pod.at("/spec/containers").size();
    }

    static String restarts(JsonNode pod) {
        int restarts = 0;
        for (JsonNode status : pod.at("/status/containerStatuses")) {
            restarts += status.path("restartCount").asInt();
        }
        return Integer.toString(restarts);
    }

    static String status(JsonNode pod) {
        if (pod.at("/metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        JsonNode inits = pod.at("/status/initContainerStatuses");
        for (int i = 0; i < inits.size(); i++) {
            JsonNode state = inits.get(i).path("state");
            if (state.at("/terminated/exitCode").asInt(-1) == 0) {
                continue;
            }
            String reason = state.at("/waiting/reason")
                    .asText(state.at("/terminated/reason").asText(""));
            return reason.isEmpty() || reason.equals("PodInitializing")
                    ? "Init:" + i + "/" + pod.at("/spec/initContainers").size()
                    : "Init:" + reason;
        }
        String status = pod.at("/status/reason").asText(pod.at("/status/phase").asText("Unknown"));
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            String waiting = container.at("/state/waiting/reason").asText("");
            String ended = container.at("/state/terminated/reason").asText("");
            if (!waiting.isEmpty() || !ended.isEmpty()) {
                status = waiting.isEmpty() ? ended : waiting;
            }
        }
        return status;
    }
}
