package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One container of a pod as its node has it: what it does now, what it did last, and when its next step is due. */
final class ContainerRun {
    /** What a container does. */
    enum State {
        WAITING,
        RUNNING,
        ENDED
    }

    /** How a run ended. */
    record Exit(int code, String reason, Instant began, Instant ended, String id) {
        ObjectNode toJson() {
            ObjectNode json = ObjectJson.object();
            json.put("exitCode", code).put("reason", reason);
            json.put("startedAt", stamp(began)).put("finishedAt", stamp(ended));
            return json.put("containerID", id);
        }
    }

    final JsonNode spec;
    final boolean init;
    State state = State.WAITING;
    String reason = "ContainerCreating";
    String message = "";
    Instant due = Instant.MIN;
    Instant began = Instant.MIN;
    String id = "";
    String imageId = "";
    boolean pulling;
    boolean pulled;
    boolean ready;
    int failedPulls;
    int restarts;

    @Nullable
    Exit last;

    @Nullable
    Exit exit;

    ContainerRun(JsonNode spec, boolean init) {
        this.spec = spec;
        this.init = init;
    }

    /** As a pod's status says it was. */
    static ContainerRun resumed(JsonNode spec, boolean init, JsonNode status) {
        ContainerRun run = new ContainerRun(spec, init);
        run.restarts = status.path("restartCount").asInt();
        run.id = status.path("containerID").asText("");
        run.imageId = status.path("imageID").asText("");
        run.last = exit(status.at("/lastState/terminated"));
        JsonNode state = status.path("state");
        if (state.has("running")) {
            run.state = State.RUNNING;
            run.pulled = true;
            run.began = Instant.parse(state.at("/running/startedAt").asText());
            run.ready = status.path("ready").asBoolean();
        } else if (state.has("terminated")) {
            run.state = State.ENDED;
            run.pulled = true;
            run.exit = exit(state.path("terminated"));
        } else {
            run.reason = state.at("/waiting/reason").asText("ContainerCreating");
            run.message = state.at("/waiting/message").asText("");
            run.pulled = run.restarts > 0;
        }
        return run;
    }

    private static @Nullable Exit exit(JsonNode terminated) {
        return terminated.isMissingNode()
                ? null
                : new Exit(
                        terminated.path("exitCode").asInt(),
                        terminated.path("reason").asText(),
                        Instant.parse(terminated.path("startedAt").asText()),
                        Instant.parse(terminated.path("finishedAt").asText()),
                        terminated.path("containerID").asText());
    }

    String name() {
        return spec.path("name").asText();
    }

    String image() {
        return spec.path("image").asText();
    }

    String fieldPath() {
        return "spec." + (init ? "initContainers{" : "containers{") + name() + "}";
    }

    void waitFor(String newReason, String newMessage, Instant until) {
        state = State.WAITING;
        reason = newReason;
        message = newMessage;
        due = until;
        ready = false;
    }

    void start(Instant now) {
        state = State.RUNNING;
        began = now;
        id = "containerd://" + (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        ready = false;
    }

    void end(int code, String why, Instant now) {
        state = State.ENDED;
        exit = new Exit(code, why, began, now, id);
        ready = false;
    }

    boolean isDone() {
        Exit how = exit;
        return state == State.ENDED && how != null && how.code() == 0;
    }

    ObjectNode toStatus() {
        ObjectNode status = ObjectJson.object().put("name", name());
        ObjectNode now = status.putObject("state");
        Exit how = exit;
        if (state == State.RUNNING) {
            now.putObject("running").put("startedAt", stamp(began));
        } else if (state == State.ENDED && how != null) {
            now.set("terminated", how.toJson());
        } else {
            ObjectJson.text(now.putObject("waiting").put("reason", reason), "message", message);
        }
        ObjectNode before = status.putObject("lastState");
        Exit earlier = last;
        if (earlier != null) {
            before.set("terminated", earlier.toJson());
        }
        status.put("ready", init ? isDone() : ready).put("restartCount", restarts);
        status.put("image", image()).put("imageID", imageId);
        ObjectJson.text(status, "containerID", id);
        return status.put("started", state == State.RUNNING);
    }

    private static String stamp(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
