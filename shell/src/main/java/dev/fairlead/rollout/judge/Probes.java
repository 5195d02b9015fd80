package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Probes that kill a container, or keep a pod from being ready. */
final class Probes {
    private static final String READINESS = "readiness probe";
    private static final int DEFAULT_PERIOD = 10;
    private static final int DEFAULT_THRESHOLD = 3;
    private static final Duration SAME_TROUBLE = Duration.ofMinutes(10);

    private Probes() {}

    /** How many seconds a probe may fail from the container's start on before it has consequences. */
    static long patience(@Nullable Probe probe) {
        if (probe == null) {
            return 0;
        }
        return or(probe.getInitialDelaySeconds(), 0)
                + (long) or(probe.getPeriodSeconds(), DEFAULT_PERIOD)
                        * or(probe.getFailureThreshold(), DEFAULT_THRESHOLD);
    }

    /** By when a probe that may be asked has answered once. */
    static Duration firstAnswer(@Nullable Probe probe) {
        return probe == null
                ? Duration.ZERO
                : Duration.ofSeconds(or(probe.getInitialDelaySeconds(), 0)
                        + (long) or(probe.getPeriodSeconds(), DEFAULT_PERIOD)
                        + or(probe.getTimeoutSeconds(), 1));
    }

    /** Whether a verdict is about pods that go on running without being ready. */
    static boolean isUnready(Verdict verdict) {
        return verdict.family() == Family.PROBE && verdict.reason().equals(READINESS);
    }

    /** Whether a probe, and not the container's own doing, ended its last run. */
    static Optional<Finding> killed(
            PodFacts pod, ContainerFacts container, ContainerStateTerminated ended, boolean fatal) {
        for (String kind : List.of("liveness", "startup")) {
            boolean killed = pod.event("ontainer " + container.name() + " failed " + kind + " probe", "Killing")
                    .filter(e -> explains(e, ended))
                    .isPresent();
            if (killed) {
                return Optional.of(new Finding(
                        Family.PROBE,
                        kind + " probe",
                        "are killed by the " + kind + " probe of " + container.shown(),
                        fatal,
                        container.name(),
                        words(pod, Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " probe"),
                        container.restarts()));
            }
        }
        return Optional.empty();
    }

    /** Whether an event may be about this end. The kubelet drops events where there are many, so it may be of a run before. */
    static boolean explains(Event event, ContainerStateTerminated ended) {
        return !Times.of(event).isBefore(Times.of(ended.getStartedAt()).minus(SAME_TROUBLE));
    }

    /**
     * A readiness probe has its own patience, after the startup probe's. Only past both does tolerance begin, where the user
     * has one: a slow start is no failure before the progress deadline.
     */
    static Optional<Finding> unready(PodFacts pod, ContainerFacts container) {
        Probe readiness = container.container().getReadinessProbe();
        if (container.mustEnd() || readiness == null || !container.isRunning() || container.isReady()) {
            return Optional.empty();
        }
        String words = words(pod, "Readiness probe");
        Duration own = Duration.ofSeconds(
                patience(readiness) + patience(container.container().getStartupProbe()));
        boolean late = Times.passed(unreadySince(pod, container), own, pod.now());
        if (words.isEmpty() && !late) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Family.PROBE,
                READINESS,
                "are not ready: the readiness probe of " + container.shown() + " fails" + path(readiness),
                pod.tolerances()
                        .readiness()
                        .map(most -> Times.passed(unreadySince(pod, container), own.plus(most), pod.now()))
                        .orElse(false),
                container.name(),
                words));
    }

    /** A condition that somebody else has to set before the pod counts as ready. */
    static Optional<Finding> gate(PodFacts pod) {
        boolean containersReady = pod.condition("ContainersReady")
                .filter(c -> "True".equals(c.getStatus()))
                .isPresent();
        if (!containersReady || pod.isReady()) {
            return Optional.empty();
        }
        return pod.pod().getSpec().getReadinessGates().stream()
                .map(gate -> gate.getConditionType())
                .filter(type -> pod.condition(type)
                        .filter(c -> "True".equals(c.getStatus()))
                        .isEmpty())
                .findFirst()
                .map(type -> new Finding(
                        Family.PROBE, "readiness gate", "wait for the readiness gate " + type, false, "", ""));
    }

    /** A pod that was ready before gets the whole time again. */
    private static Instant unreadySince(PodFacts pod, ContainerFacts container) {
        Instant running = container.runningSince();
        Instant unready = pod.condition("Ready")
                .map(c -> Times.of(c.getLastTransitionTime()))
                .orElse(running);
        return unready.isAfter(running) ? unready : running;
    }

    private static String words(PodFacts pod, String probe) {
        List<Event> failures = pod.events().stream()
                .filter(e ->
                        "Unhealthy".equals(e.getReason()) && PodFacts.message(e).startsWith(probe))
                .toList();
        // The same probe fails with and without words; those with words tell more.
        return failures.stream()
                .map(PodFacts::message)
                .filter(m -> !m.endsWith("failed:"))
                .findFirst()
                .or(() -> failures.stream().map(PodFacts::message).findFirst())
                .orElse("");
    }

    private static String path(Probe probe) {
        String path = probe.getHttpGet() == null ? null : probe.getHttpGet().getPath();
        return path == null || path.isEmpty() ? "" : " (GET " + path + ")";
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
