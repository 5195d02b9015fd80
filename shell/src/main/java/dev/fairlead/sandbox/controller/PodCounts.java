package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How many pods are ready, and how many have been so for long enough to be available. */
record PodCounts(int ready, int available) {
    static PodCounts of(ControllerClient client, List<ObjectNode> pods, int minReadySeconds) {
        int ready = 0;
        int available = 0;
        for (ObjectNode pod : pods) {
            if (ObjectJson.isReady(pod) && !ObjectJson.isLeaving(pod)) {
                ready++;
                available += isAvailable(client, pod, minReadySeconds) ? 1 : 0;
            }
        }
        return new PodCounts(ready, available);
    }

    static boolean isAvailable(ControllerClient client, JsonNode pod, int minReadySeconds) {
        if (!ObjectJson.isReady(pod)) {
            return false;
        }
        String since = ObjectJson.condition(pod, "Ready")
                .orElseThrow()
                .path("lastTransitionTime")
                .asText();
        return minReadySeconds == 0
                || client.isDue(client.after(Instant.parse(since), Duration.ofSeconds(minReadySeconds)));
    }
}
