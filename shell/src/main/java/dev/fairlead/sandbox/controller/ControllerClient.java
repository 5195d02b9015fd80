package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.ObjectRequests;
import dev.fairlead.sandbox.api.Quotas;
import dev.fairlead.sandbox.api.SandboxApi;
import dev.fairlead.sandbox.api.StatusRefusal;
import dev.fairlead.sandbox.api.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a controller sees of the cluster and does to it, under its own name; and the next moment it waits for. */
final class ControllerClient {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SandboxApi api;
    private final ObjectRequests objects;
    private final SimulatedClock clock;
    private final EventLog events;
    private final Set<String> beyond = new HashSet<>();
    private Instant wake = Instant.MAX;

    ControllerClient(SandboxApi api, SimulatedClock clock) {
        this.api = api;
        this.objects = api.objects();
        this.clock = clock;
        this.events = new EventLog(api.objects());
    }

    /**
     * Does something with every object of a kind; where it is refused for one, it is tried again a little later. An object
     * that cannot be simulated is told of by an event of its own, and stands still.
     */
    void each(Kind kind, Consumer<ObjectNode> work) {
        for (ObjectNode object : list(kind)) {
            try {
                work.accept(object);
            } catch (StatusRefusal e) {
                isDue(clock.now().plus(SOON));
            } catch (RuntimeException e) {
                if (beyond.add(ObjectJson.uid(object) + e)) {
                    String message = "the sandbox cannot simulate this " + kind.name() + ": " + e.getMessage();
                    event(kind, object, "Warning", "SandboxCannot", message, "sandbox");
                }
            }
        }
    }

    List<ObjectNode> list(Kind kind) {
        return objects.list(kind, "");
    }

    List<ObjectNode> list(Kind kind, String namespace) {
        return objects.list(kind, namespace);
    }

    Optional<ObjectNode> find(Kind kind, String namespace, String name) {
        return objects.find(kind, namespace, name);
    }

    /** How much of a quota's resources its namespace has. */
    ObjectNode used(ObjectNode quota) {
        return new Quotas(objects).used(quota);
    }

    List<ObjectNode> everything() {
        return objects.everything();
    }

    Optional<Kind> kindOf(JsonNode object) {
        return kind(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    Optional<Kind> kind(String apiVersion, String name) {
        return objects.kinds().of(apiVersion, name);
    }

    /** Those that an object controls, by its identity. */
    List<ObjectNode> controlled(Kind kind, JsonNode owner) {
        String uid = ObjectJson.uid(owner);
        return list(kind, ObjectJson.namespace(owner)).stream()
                .filter(object -> ObjectJson.controller(object)
                        .filter(reference -> reference.path("uid").asText().equals(uid))
                        .isPresent())
                .toList();
    }

    ObjectNode create(Kind kind, ObjectNode object, String manager) {
        return objects.create(kind, ObjectJson.namespace(object), object, Write.by(manager));
    }

    ObjectNode update(Kind kind, ObjectNode object, String manager) {
        return objects.update(kind, object, Write.by(manager));
    }

    ObjectNode updateStatus(Kind kind, ObjectNode object, String manager) {
        ObjectNode known = objects.find(kind, ObjectJson.namespace(object), ObjectJson.name(object))
                .filter(same -> same.path("status").equals(object.path("status")))
                .orElse(null);
        return known != null
                ? known
                : objects.update(kind, object, Write.by(manager).status());
    }

    void delete(Kind kind, ObjectNode object) {
        api.deletion().delete(kind, object, JsonNodeFactory.instance.objectNode(), false);
    }

    void finish(Kind kind, ObjectNode object) {
        api.deletion().finish(kind, object);
    }

    /** @param fieldPath what of the object it is about; empty for all of it */
    void event(Kind kind, JsonNode about, String type, String reason, String message, String by, String fieldPath) {
        events.record(kind, about, type, reason, message, by, fieldPath);
    }

    void event(Kind kind, JsonNode about, String type, String reason, String message, String by) {
        events.record(kind, about, type, reason, message, by, "");
    }

    Instant now() {
        return clock.now();
    }

    String stamp() {
        return objects.stamps().now();
    }

    Instant after(Duration simulated) {
        return clock.after(simulated);
    }

    Instant after(Instant from, Duration simulated) {
        return clock.after(from, simulated);
    }

    /** Whether a moment has come; if not, all is looked at again then. */
    boolean isDue(Instant moment) {
        if (!moment.isAfter(now())) {
            return true;
        }
        wake = moment.isBefore(wake) ? moment : wake;
        return false;
    }

    /** The earliest moment that was waited for since this was last asked. */
    Instant takeWake() {
        Instant earliest = wake;
        wake = Instant.MAX;
        return earliest;
    }
}
