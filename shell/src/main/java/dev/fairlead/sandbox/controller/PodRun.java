package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pod on the node, from its first container to its end. */
final class PodRun {
    private static final Duration SET_UP = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration MOUNT_AGAIN = Duration.ofSeconds(2);

    private final List<ContainerRun> containers = new ArrayList<>();
    private final ContainerSteps steps;
    private final String address;
    private Instant due;
    private Instant stopped = Instant.MAX;

    PodRun(ControllerClient client, JsonNode pod, ContainerSteps steps, String address) {
        this.steps = steps;
        this.address = pod.at("/status/podIP").asText(address);
        boolean known = pod.at("/status/containerStatuses").isArray();
        this.due = known ? client.now() : client.after(SET_UP);
        for (boolean init : new boolean[] {true, false}) {
            for (JsonNode spec : pod.at(init ? "/spec/initContainers" : "/spec/containers")) {
                containers.add(ContainerRun.resumed(
                        spec, init, status(pod, init, spec.path("name").asText())));
            }
        }
    }

    private static JsonNode status(JsonNode pod, boolean init, String name) {
        for (JsonNode status : pod.at(init ? "/status/initContainerStatuses" : "/status/containerStatuses")) {
            if (status.path("name").asText().equals(name)) {
                return status;
            }
        }
        return ObjectJson.object();
    }

    /** Does what is due, and writes what came of it. */
    void step(ControllerClient client, ObjectNode pod) {
        if (ObjectJson.isLeaving(pod)) {
            stop(client, pod);
            return;
        }
        if (ObjectJson.isOver(pod)) {
            return;
        }
        if (client.isDue(due) && isMounted(client, pod)) {
            run(client, pod);
        }
        write(client, pod);
    }

    private boolean isMounted(ControllerClient client, ObjectNode pod) {
        if (containers.stream().anyMatch(run -> run.state != ContainerRun.State.WAITING)) {
            return true;
        }
        Optional<String> missing = new Mounts(client, pod).missingVolume();
        missing.ifPresent(why -> {
            client.event(Kinds.POD, pod, "Warning", "FailedMount", why, Kubelet.NAME);
            due = client.after(MOUNT_AGAIN);
            client.isDue(due);
        });
        return missing.isEmpty();
    }

    private void run(ControllerClient client, ObjectNode pod) {
        for (ContainerRun run : containers) {
            boolean sidecar = run.spec.path("restartPolicy").asText().equals("Always");
            steps.step(client, pod, run);
            if (run.init && !run.isDone() && !(sidecar && run.state == ContainerRun.State.RUNNING)) {
                return;
            }
        }
    }

    private void stop(ControllerClient client, ObjectNode pod) {
        if (stopped.equals(Instant.MAX)) {
            stopped = client.after(STOP);
            for (ContainerRun run : containers) {
                if (run.state == ContainerRun.State.RUNNING) {
                    String message = "Stopping container " + run.name();
                    client.event(Kinds.POD, pod, "Normal", "Killing", message, Kubelet.NAME, run.fieldPath());
                    run.ready = false;
                }
            }
            write(client, pod);
        } else if (client.isDue(stopped)) {
            client.find(Kinds.POD, ObjectJson.namespace(pod), ObjectJson.name(pod))
                    .ifPresent(now -> client.finish(Kinds.POD, now));
        }
        client.isDue(stopped);
    }

    private void write(ControllerClient client, ObjectNode pod) {
        ObjectNode changed = client.find(Kinds.POD, ObjectJson.namespace(pod), ObjectJson.name(pod))
                .orElse(pod)
                .deepCopy();
        ObjectNode status = changed.withObject("/status");
        status.put("phase", phase(pod)).put("hostIP", "192.0.2.1").put("podIP", address);
        if (!status.has("startTime")) {
            status.put("startTime", client.stamp());
        }
        statuses(status, true);
        statuses(status, false);
        conditions(client, status);
        client.updateStatus(Kinds.POD, changed, Kubelet.NAME);
    }

    private void statuses(ObjectNode status, boolean init) {
        List<ContainerRun> of =
                containers.stream().filter(run -> run.init == init).toList();
        if (!of.isEmpty()) {
            ArrayNode list = status.putArray(init ? "initContainerStatuses" : "containerStatuses");
            boolean waits = !init && containers.stream().anyMatch(run -> run.init);
            for (ContainerRun run : of) {
                if (waits && run.state == ContainerRun.State.WAITING && run.reason.equals("ContainerCreating")) {
                    run.reason = "PodInitializing";
                }
                list.add(run.toStatus());
            }
        }
    }

    private void conditions(ControllerClient client, ObjectNode status) {
        String now = client.stamp();
        List<String> unready = containers.stream()
                .filter(run -> !run.init && !run.ready)
                .map(ContainerRun::name)
                .toList();
        boolean initialized = containers.stream()
                .allMatch(run -> !run.init || run.isDone() || run.state == ContainerRun.State.RUNNING);
        boolean over = status.path("phase").asText().equals("Succeeded");
        boolean ready = unready.isEmpty() && initialized;
        String reason = ready ? "" : over ? "PodCompleted" : "ContainersNotReady";
        String message = ready || over ? "" : "containers with unready status: [" + String.join(" ", unready) + "]";
        ObjectJson.condition(
                status,
                "Initialized",
                initialized ? "True" : "False",
                initialized ? "" : "ContainersNotInitialized",
                "",
                now);
        ObjectJson.condition(status, "Ready", ready ? "True" : "False", reason, message, now);
        ObjectJson.condition(status, "ContainersReady", ready ? "True" : "False", reason, message, now);
    }

    private String phase(JsonNode pod) {
        List<ContainerRun> mains = containers.stream().filter(run -> !run.init).toList();
        String policy = pod.at("/spec/restartPolicy").asText();
        boolean ended = mains.stream().allMatch(run -> run.state == ContainerRun.State.ENDED);
        if (ended && !policy.equals("Always")) {
            boolean well = mains.stream().allMatch(ContainerRun::isDone);
            return well ? "Succeeded" : policy.equals("Never") ? "Failed" : "Running";
        }
        boolean initFailed = policy.equals("Never")
                && containers.stream()
                        .anyMatch(run -> run.init && run.state == ContainerRun.State.ENDED && !run.isDone());
        if (initFailed) {
            return "Failed";
        }
        boolean began = mains.stream().anyMatch(run -> run.state != ContainerRun.State.WAITING || run.restarts > 0);
        return began ? "Running" : "Pending";
    }
}
