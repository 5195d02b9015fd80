package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps one container from starting, running and being ready, once its image is there. */
final class Containers {
    private static final List<String> CANNOT_START =
            List.of("RunContainerError", "CreateContainerError", "ContainerCannotRun", "StartError");
    private static final int RUNTIME_HICCUP = 128;
    private static final Pattern COMMAND = Pattern.compile("exec: \"([^\"]+)\"");
    private static final Pattern DIRECTORY = Pattern.compile("chdir to cwd \\(\"([^\"]+)\"\\)");

    private Containers() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        return config(container)
                .or(() -> start(pod, container))
                .or(() -> Crashes.judge(pod, container))
                .or(() -> Probes.unready(pod, container));
    }

    private static Optional<Finding> config(ContainerFacts container) {
        if (!container.waitingReason().equals("CreateContainerConfigError")) {
            return Optional.empty();
        }
        String words = Words.clean(container.waitingMessage());
        boolean passes = Words.isCacheSync(words);
        return Optional.of(new Finding(
                Family.CONFIG,
                passes ? "the kubelet's copy is not in sync yet" : words,
                "cannot start " + container.shown() + ": " + words,
                !passes,
                container.name(),
                words));
    }

    private static Optional<Finding> start(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> failed =
                container.ended().filter(ended -> CANNOT_START.contains(String.valueOf(ended.getReason())));
        boolean waits = CANNOT_START.contains(container.waitingReason());
        if (container.isRunning() || !waits && failed.isEmpty()) {
            return Optional.empty();
        }
        String words = Words.clean(failed.map(ContainerStateTerminated::getMessage)
                .filter(m -> !m.isBlank())
                .orElse(container.waitingMessage()));
        Optional<String> known = knownReason(words);
        // A runtime that lost a race ends with 128 and is tried again. containerd ends so for every failed start, but
        // then its words say what is wrong.
        boolean hiccup = known.isEmpty()
                && (Words.isPassing(words)
                        || failed.map(e -> e.getExitCode() == RUNTIME_HICCUP).orElse(false));
        String reason = known.orElse(words.isEmpty() ? "the runtime gives no reason" : words);
        return Optional.of(new Finding(
                Family.START,
                reason,
                "cannot start " + container.shown() + ": " + reason,
                !hiccup || container.restarts() >= pod.tolerances().restarts(),
                container.name(),
                words));
    }

    private static Optional<String> knownReason(String words) {
        Matcher directory = DIRECTORY.matcher(words);
        if (directory.find()) {
            return Optional.of("its working directory " + directory.group(1) + " cannot be used");
        }
        if (words.contains("exec format error")) {
            return Optional.of("the program is for another architecture (exec format error)");
        }
        Matcher named = COMMAND.matcher(words);
        String command = named.find() ? named.group(1) : "";
        if (words.contains("executable file not found")
                || !command.isEmpty() && words.contains("no such file or directory")) {
            return Optional.of("command not found" + (command.isEmpty() ? "" : ": " + command));
        }
        return words.contains("permission denied")
                ? Optional.of("permission denied" + (command.isEmpty() ? "" : ": " + command))
                : Optional.empty();
    }
}
