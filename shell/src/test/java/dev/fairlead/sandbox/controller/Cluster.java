package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kubernetes.YamlReader;
import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.ImageCatalog;
import dev.fairlead.sandbox.api.Kind;
import dev.fairlead.sandbox.api.Kinds;
import dev.fairlead.sandbox.api.SandboxApi;
import dev.fairlead.sandbox.api.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** All controllers with a clock that a test moves, and no server. */
final class Cluster {
    final Faults faults = new Faults();
    final SandboxApi api;
    private final Hand clock = new Hand();
    private final Simulation simulation;

    Cluster() {
        this(ImageCatalog.ANY);
    }

    Cluster(ImageCatalog images) {
        api = new SandboxApi(clock);
        simulation = new Simulation(api, new SimulatedClock(clock, 1), images, faults);
        simulation.furnish();
    }

    void create(Kind kind, String yaml) {
        try {
            ObjectNode object = (ObjectNode) YamlReader.documents(yaml).get(0).value();
            api.objects().create(kind, "default", object, Write.by("test"));
        } catch (dev.fairlead.kubernetes.YamlSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    void change(Kind kind, String name, java.util.function.Consumer<ObjectNode> change) {
        ObjectNode object = get(kind, name).deepCopy();
        change.accept(object);
        api.objects().update(kind, object, Write.by("test"));
    }

    void delete(Kind kind, String name) {
        api.deletion().delete(kind, get(kind, name), ObjectJson.object(), false);
    }

    ObjectNode get(Kind kind, String name) {
        return api.objects().find(kind, "default", name).orElseThrow(() -> new AssertionError("no " + name));
    }

    List<ObjectNode> list(Kind kind) {
        return api.objects().list(kind, "default");
    }

    long ready() {
        return list(Kinds.POD).stream()
                .filter(pod -> ObjectJson.isReady(pod) && !ObjectJson.isLeaving(pod))
                .count();
    }

    boolean hasEvent(String reason, String message) {
        return list(Kinds.EVENT).stream()
                .anyMatch(event -> event.path("reason").asText().equals(reason)
                        && event.path("message").asText().contains(message));
    }

    /** Does all that is due within a time, and tells of every moment at which something was done. */
    void pass(Duration time, Runnable eachMoment) {
        Instant end = clock.now.plus(time);
        Instant next = simulation.settle();
        eachMoment.run();
        while (!next.isAfter(end)) {
            clock.now = next.isAfter(clock.now) ? next : clock.now.plusMillis(1);
            next = simulation.settle();
            eachMoment.run();
        }
        clock.now = end;
        simulation.settle();
    }

    void pass(Duration time) {
        pass(time, () -> {});
    }

    /** A clock that stands still until it is moved. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
