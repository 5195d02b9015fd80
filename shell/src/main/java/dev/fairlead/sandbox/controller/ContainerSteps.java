package dev.fairlead.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.Fault;
import dev.fairlead.sandbox.PodAnswers;
import dev.fairlead.sandbox.api.Kinds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens to a container next: its image, its start, its readiness, its end, and its restart. */
final class ContainerSteps {
    private static final Duration PROBED = Duration.ofMillis(300);
    private static final Duration SYNC = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final NodeImagePulls pulls;
    private final FaultInjector injector;

    ContainerSteps(NodeImagePulls pulls, FaultInjector injector) {
        this.pulls = pulls;
        this.injector = injector;
    }

    void step(ControllerClient client, ObjectNode pod, ContainerRun run) {
        if (!client.isDue(run.due)) {
            return;
        }
        switch (run.state) {
            case WAITING -> waiting(client, pod, run);
            case RUNNING -> running(client, pod, run);
            case ENDED -> ended(client, pod, run);
        }
        client.isDue(run.due);
    }

    private void waiting(ControllerClient client, ObjectNode pod, ContainerRun run) {
        if (!run.pulled) {
            pulls.step(client, pod, run);
            if (!run.pulled) {
                return;
            }
        }
        Optional<String> missing = new Mounts(client, pod).missingVariable(run.spec);
        if (missing.isPresent()) {
            tell(client, pod, run, "Warning", "Failed", "Error: " + missing.get());
            run.waitFor("CreateContainerConfigError", missing.get(), client.after(SYNC));
            return;
        }
        tell(client, pod, run, "Normal", "Created", "Created container " + run.name());
        tell(client, pod, run, "Normal", "Started", "Started container " + run.name());
        run.restarts += run.last == null ? 0 : 1;
        run.start(client.now());
        running(client, pod, run);
    }

    /** A kubelet looks around once a second: it hardly ever sees ready what ends within that time. */
    private void running(ControllerClient client, ObjectNode pod, ContainerRun run) {
        Optional<ContainerProgram> end = end(client, pod, run);
        if (end.isPresent()) {
            Instant at = client.after(run.began, end.get().after());
            if (client.isDue(at)) {
                boolean killed = end.get().code() == 137;
                String reason = killed ? "OOMKilled" : end.get().code() == 0 ? "Completed" : "Error";
                run.end(end.get().code(), reason, client.now());
                run.due = client.now();
                return;
            }
        }
        if (end.filter(soon -> soon.after().compareTo(SOON) <= 0).isEmpty()) {
            readiness(client, pod, run);
        }
    }

    private Optional<ContainerProgram> end(ControllerClient client, JsonNode pod, ContainerRun run) {
        if (injector.of(Fault.Crash.class, client, pod).isPresent()) {
            return Optional.of(new ContainerProgram(1, SOON));
        }
        if (injector.of(Fault.OutOfMemory.class, client, pod).isPresent()) {
            return Optional.of(new ContainerProgram(137, SOON));
        }
        boolean meantToEnd =
                run.init && !run.spec.path("restartPolicy").asText().equals("Always")
                        || !pod.at("/spec/restartPolicy").asText().equals("Always");
        return ContainerProgram.of(run.spec, meantToEnd);
    }

    private void readiness(ControllerClient client, ObjectNode pod, ContainerRun run) {
        JsonNode probe = run.spec.path("readinessProbe");
        boolean struck = injector.of(Fault.Readiness.class, client, pod).isPresent();
        String answer = ObjectJson.annotation(pod, PodAnswers.ANNOTATION);
        boolean fails = struck || probe.has("httpGet") && PodAnswers.code(answer) >= 400;
        Duration slow =
                injector.of(Fault.Slow.class, client, pod).map(Fault.Slow::by).orElse(Duration.ZERO);
        int delay = Math.max(
                probe.path("initialDelaySeconds").asInt(),
                run.spec.at("/startupProbe/initialDelaySeconds").asInt());
        Duration until = slow.plusSeconds(delay).plus(probe.isMissingNode() ? Duration.ZERO : PROBED);
        boolean isTime = client.isDue(client.after(run.began, until));
        if (fails && isTime) {
            run.ready = false;
            tell(
                    client,
                    pod,
                    run,
                    "Warning",
                    "Unhealthy",
                    "Readiness probe failed: HTTP probe failed with statuscode: "
                            + (struck ? 503 : PodAnswers.code(answer)));
            run.due = client.after(
                    Duration.ofSeconds(Math.max(1, probe.path("periodSeconds").asInt(10))));
        } else if (isTime && !run.ready) {
            run.ready = true;
        }
    }

    private void ended(ControllerClient client, ObjectNode pod, ContainerRun run) {
        String policy = pod.at("/spec/restartPolicy").asText("Always");
        boolean again = policy.equals("Always") && !run.init
                || policy.equals("OnFailure") && !run.isDone()
                || run.init && !run.isDone() && !policy.equals("Never");
        if (!again) {
            run.due = Instant.MAX;
            return;
        }
        run.last = run.exit;
        if (run.restarts == 0) {
            run.waitFor("ContainerCreating", "", client.after(SOON));
            return;
        }
        Duration wait = NodeImagePulls.backOff(run.restarts);
        String where = ObjectJson.name(pod) + "_" + ObjectJson.namespace(pod) + "(" + ObjectJson.uid(pod) + ")";
        String told = "Back-off restarting failed container " + run.name() + " in pod " + where;
        tell(client, pod, run, "Warning", "BackOff", told);
        String message =
                "back-off " + wait.toSeconds() + "s restarting failed container=" + run.name() + " pod=" + where;
        run.waitFor("CrashLoopBackOff", message, client.after(wait));
    }

    private static void tell(
            ControllerClient client, JsonNode pod, ContainerRun run, String type, String reason, String message) {
        client.event(Kinds.POD, pod, type, reason, message, Kubelet.NAME, run.fieldPath());
    }
}
