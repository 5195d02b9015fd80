package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What keeps one container from running and being ready, once its image is there. */
final class Containers {
    private static final List<String> CANNOT_START = List.of(
            "RunContainerError", "CreateContainerError", "ContainerCannotRun", "StartError", "PostStartHookError");
    private static final int RUNTIME_HICCUP = 128;

    private Containers() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        return config(container)
                .or(() -> start(pod, container))
                .or(() -> crash(pod, container))
                .or(() -> probe(pod, container));
    }

    private static Optional<Finding> config(ContainerFacts container) {
        if (!container.waitingReason().equals("CreateContainerConfigError")) {
            return Optional.empty();
        }
        String words = container.waitingMessage();
        boolean passes = words.contains("failed to sync") && words.contains("cache");
        return Optional.of(new Finding(
                Family.CONFIG,
                passes ? "the kubelet's cache is not in sync yet" : words,
                "cannot start " + container.shown() + ": " + words,
                !passes,
                container.name(),
                words));
    }

    private static Optional<Finding> start(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> ended = container.ended();
        String ending = ended.map(ContainerStateTerminated::getReason).orElse("");
        boolean waits = CANNOT_START.contains(container.waitingReason());
        if (!waits && (!CANNOT_START.contains(ending) || container.isRunning())) {
            return Optional.empty();
        }
        String words = ended.filter(e -> CANNOT_START.contains(ending))
                .map(ContainerStateTerminated::getMessage)
                .filter(m -> !m.isBlank())
                .orElse(container.waitingMessage());
        // A container runtime that lost a race reports 128; it is tried again, so it counts as a restart instead.
        boolean hiccup = ended.map(e -> e.getExitCode() == RUNTIME_HICCUP).orElse(false)
                && container.restarts() < pod.tolerances().restarts();
        return Optional.of(new Finding(
                Family.START,
                startReason(words),
                "cannot start " + container.shown() + ": " + startReason(words),
                !hiccup,
                container.name(),
                words));
    }

    private static String startReason(String words) {
        if (words.contains("executable file not found") || words.contains("no such file or directory")) {
            return "command not found";
        }
        if (words.contains("permission denied")) {
            return "permission denied";
        }
        if (words.contains("exec format error")) {
            return "the program is for another architecture (exec format error)";
        }
        return words.isEmpty() ? "the runtime gives no reason" : words;
    }

    private static Optional<Finding> crash(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> ended = container.ended();
        boolean backOff = container.waitingReason().equals("CrashLoopBackOff");
        boolean failed =
                ended.map(e -> e.getExitCode() != 0 || !container.init()).orElse(false);
        boolean neverRestarts = "Never".equals(pod.pod().getSpec().getRestartPolicy());
        boolean stopped = !container.isRunning() && failed;
        if (ended.isEmpty()
                || !(backOff
                        || stopped
                        || container.restarts() >= pod.tolerances().restarts())) {
            return Optional.empty();
        }
        if (container.isReady() || neverRestarts && ended.get().getExitCode() == 0) {
            return Optional.empty();
        }
        Optional<Finding> killed = killedByProbe(pod, container, ended.get());
        if (killed.isPresent()) {
            return killed;
        }
        boolean fatal = container.restarts() >= pod.tolerances().restarts() || neverRestarts;
        String reason = crashReason(container, ended.get());
        String times = container.restarts() == 0 ? "" : " (" + times(container.restarts()) + " restarted)";
        return Optional.of(new Finding(
                Family.CRASH,
                reason,
                container.init() ? "fail in " + container.shown() + ": " + reason + times : reason + times,
                fatal,
                container.name(),
                pod.event("Back-off restarting", "BackOff")
                        .map(PodFacts::message)
                        .orElse("")));
    }

    private static String times(int n) {
        return n == 1 ? "once" : n == 2 ? "twice" : n + " times";
    }

    private static String crashReason(ContainerFacts container, ContainerStateTerminated ended) {
        if ("OOMKilled".equals(ended.getReason())) {
            Map<String, Quantity> limits = container.container().getResources() == null
                    ? Map.of()
                    : Optional.ofNullable(container.container().getResources().getLimits())
                            .orElse(Map.of());
            Quantity limit = limits.get("memory");
            return "out of memory" + (limit == null ? ", without a limit of its own" : ", the limit is " + limit);
        }
        if (ended.getSignal() != null && ended.getSignal() > 0) {
            return "crashing with signal " + ended.getSignal();
        }
        return "crashing with exit code " + ended.getExitCode();
    }

    private static Optional<Finding> killedByProbe(
            PodFacts pod, ContainerFacts container, ContainerStateTerminated ended) {
        for (String kind : List.of("liveness", "startup")) {
            Optional<Event> kill = pod.event("failed " + kind + " probe", "Killing", "Unhealthy")
                    .filter(e -> PodFacts.message(e).contains(container.name()));
            if (kill.isPresent() && ended.getExitCode() != 0) {
                String capital = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
                String words = pod.event(capital + " probe failed", "Unhealthy")
                        .map(PodFacts::message)
                        .orElse(PodFacts.message(kill.get()));
                return Optional.of(new Finding(
                        Family.PROBE,
                        kind + " probe fails",
                        "are killed by the " + kind + " probe of " + container.shown(),
                        container.restarts() >= pod.tolerances().restarts(),
                        container.name(),
                        words));
            }
        }
        return Optional.empty();
    }

    /** A readiness probe has its own patience: delay + period × threshold. Only past it does tolerance begin. */
    private static Optional<Finding> probe(PodFacts pod, ContainerFacts container) {
        Probe readiness = container.container().getReadinessProbe();
        if (container.init() || readiness == null || !container.isRunning() || container.isReady()) {
            return Optional.empty();
        }
        Optional<Event> unhealthy = pod.event("Readiness probe", "Unhealthy");
        if (unhealthy.isEmpty()) {
            return Optional.empty();
        }
        long own = or(readiness.getInitialDelaySeconds(), 0)
                + (long) or(readiness.getPeriodSeconds(), 10) * or(readiness.getFailureThreshold(), 3);
        Instant since = container.runningSince();
        boolean fatal = Times.passed(
                since, Duration.ofSeconds(own).plus(pod.tolerances().readiness()), pod.now());
        return Optional.of(new Finding(
                Family.PROBE,
                "readiness probe fails",
                "are not ready: the readiness probe of " + container.shown() + " fails",
                fatal,
                container.name(),
                PodFacts.message(unhealthy.get())));
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
