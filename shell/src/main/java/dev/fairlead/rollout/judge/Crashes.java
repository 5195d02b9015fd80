package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Containers that start and end. While one runs again it may yet recover, so it is not counted as crashing then. */
final class Crashes {
    /** After so long a run the kubelet, too, forgets the crashes before it. */
    private static final Duration NO_LOOP = Duration.ofMinutes(10);

    private static final Map<Integer, String> KNOWN_CODES = Map.of(
            126, " (not executable)",
            127, " (command not found)",
            134, " (SIGABRT)",
            137, " (SIGKILL)",
            139, " (SIGSEGV)",
            143, " (SIGTERM)");

    private Crashes() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> ended = container.ended();
        if (ended.isEmpty()) {
            return UnexplainedPods.crashLoop(pod, container);
        }
        if (isFine(pod, container, ended.get()) || isOver(pod, container, ended.get())) {
            return Optional.empty();
        }
        boolean never = "Never".equals(pod.pod().getSpec().getRestartPolicy()) && !container.isSidecar();
        boolean loops = container.restarts() >= pod.tolerances().restarts() && !ranLong(ended.get());
        boolean fatal = !pod.ofJob() && !container.isRunning() && (never || loops);
        return Probes.killed(pod, container, ended.get(), fatal)
                .or(() -> postStart(pod, container, ended.get(), fatal))
                .or(() -> Optional.of(crash(pod, container, ended.get(), never, fatal)));
    }

    /** Whether the container had nothing more to do. */
    private static boolean isFine(PodFacts pod, ContainerFacts container, ContainerStateTerminated ended) {
        boolean mayEnd = container.mustEnd()
                || !container.isSidecar()
                        && !"Always".equals(pod.pod().getSpec().getRestartPolicy());
        return mayEnd && exitCode(ended) == 0;
    }

    /** Whether the container runs again and has been well for long enough, or serves. */
    private static boolean isOver(PodFacts pod, ContainerFacts container, ContainerStateTerminated ended) {
        return container.isRunning()
                && (container.isReady() || Times.passed(Times.of(ended.getFinishedAt()), NO_LOOP, pod.now()));
    }

    /** The kubelet kills a container whose postStart hook fails. */
    private static Optional<Finding> postStart(
            PodFacts pod, ContainerFacts container, ContainerStateTerminated ended, boolean fatal) {
        return pod.event("\"" + container.name() + "\"", "FailedPostStartHook")
                .filter(e -> Probes.explains(e, ended))
                .map(e -> new Finding(
                        Family.START,
                        "postStart hook",
                        "are killed: the postStart hook of " + container.shown() + " fails",
                        fatal,
                        container.name(),
                        VerdictWords.clean(PodFacts.message(e)),
                        container.restarts()));
    }

    private static boolean ranLong(ContainerStateTerminated ended) {
        return Times.passed(Times.of(ended.getStartedAt()), NO_LOOP, Times.of(ended.getFinishedAt()));
    }

    private static Finding crash(
            PodFacts pod, ContainerFacts container, ContainerStateTerminated ended, boolean never, boolean fatal) {
        String reason = reason(ended);
        String verb;
        if (reason.equals("out of memory")) {
            verb = (never || container.isRunning() ? "ran" : "run") + " out of memory" + limit(container);
        } else if (exitCode(ended) == 0) {
            verb = "keep ending with exit code 0";
        } else {
            verb = (never ? "failed" : container.isRunning() ? "crashed" : "crash") + " with " + reason;
        }
        boolean several = pod.pod().getSpec().getContainers().size() > 1;
        String what = (container.init() || several ? verb + " in " + container.shown() : verb)
                + (exitCode(ended) == 0 ? ", where it must go on running" : "");
        String event = ended.getMessage() == null ? "" : VerdictWords.clean(ended.getMessage());
        return new Finding(Family.CRASH, reason, what, fatal, container.name(), event, container.restarts());
    }

    private static String reason(ContainerStateTerminated ended) {
        if ("OOMKilled".equals(ended.getReason())) {
            return "out of memory";
        }
        if (ended.getSignal() != null && ended.getSignal() > 0) {
            return "signal " + ended.getSignal();
        }
        return "exit code " + exitCode(ended) + KNOWN_CODES.getOrDefault(exitCode(ended), "");
    }

    private static int exitCode(ContainerStateTerminated ended) {
        return Counts.or(ended.getExitCode(), 0);
    }

    private static String limit(ContainerFacts container) {
        Quantity limit = Optional.ofNullable(container.container().getResources())
                .map(ResourceRequirements::getLimits)
                .map(limits -> limits.get("memory"))
                .orElse(null);
        return limit == null ? ", without a limit of their own" : ", the limit is " + limit;
    }
}
