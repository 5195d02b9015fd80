package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import dev.fairlead.sandbox.api.ObjectRequests;
import dev.fairlead.sandbox.api.StatusRefusal;
import dev.fairlead.sandbox.api.Write;
import java.time.Duration;
import java.time.Instant;

/** Writes events as components do: the same one again only counts. */
final class EventLog {
    private static final Duration KEPT = Duration.ofHours(1);

    private final ObjectRequests objects;

    EventLog(ObjectRequests objects) {
        this.objects = objects;
    }

    void record(Kind kind, JsonNode about, String type, String reason, String message, String by, String fieldPath) {
        String namespace = ObjectJson.namespace(about).isEmpty() ? "default" : ObjectJson.namespace(about);
        for (ObjectNode known : objects.list(Kinds.EVENT, namespace)) {
            if (known.at("/involvedObject/uid").asText().equals(ObjectJson.uid(about))
                    && known.path("reason").asText().equals(reason)
                    && known.path("message").asText().equals(message)) {
                again(known, by);
                return;
            }
        }
        ObjectNode event = ObjectJson.object();
        String name = ObjectJson.name(about) + "." + Long.toHexString(System.nanoTime());
        event.putObject("metadata").put("name", name).put("namespace", namespace);
        ObjectNode involved = event.putObject("involvedObject");
        involved.put("kind", kind.name()).put("namespace", namespace).put("name", ObjectJson.name(about));
        involved.put("uid", ObjectJson.uid(about)).put("apiVersion", kind.apiVersion());
        involved.put("resourceVersion", about.at("/metadata/resourceVersion").asText());
        ObjectJson.text(involved, "fieldPath", fieldPath);
        event.put("reason", reason).put("message", message).put("type", type).put("count", 1);
        String now = objects.stamps().now();
        event.put("firstTimestamp", now).put("lastTimestamp", now);
        ObjectNode source = event.putObject("source").put("component", by);
        if (by.equals(Kubelet.NAME)) {
            source.put("host", Scheduler.NODE);
        }
        event.put("reportingComponent", by).put("reportingInstance", "");
        try {
            objects.create(Kinds.EVENT, namespace, event, Write.by(by));
        } catch (StatusRefusal e) {
            // A namespace that is going takes no events any more.
            return;
        }
    }

    private void again(ObjectNode known, String by) {
        ObjectNode event = known.deepCopy();
        event.put("count", event.path("count").asInt() + 1);
        event.put("lastTimestamp", objects.stamps().now());
        objects.update(Kinds.EVENT, event, Write.by(by));
    }

    /** Whether an event has been kept for as long as a cluster keeps them. */
    static boolean isOld(JsonNode event, Instant now) {
        String last = event.path("lastTimestamp").asText("");
        return !last.isEmpty() && Instant.parse(last).plus(KEPT).isBefore(now);
    }
}
