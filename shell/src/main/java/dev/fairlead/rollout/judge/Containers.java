package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps one container from starting, running and being ready, once its image is there. */
final class Containers {
    private static final List<String> CANNOT_START =
            List.of("RunContainerError", "CreateContainerError", "ContainerCannotRun", "StartError");
    private static final int RUNTIME_HICCUP = 128;
    private static final Pattern MISSING = Pattern.compile(
            "^Error: (?:(?:configmap|secret) \"[^\"]+\" not found$|couldn't find key \\S+ in (?:ConfigMap|Secret) )");
    private static final Pattern COMMAND = Pattern.compile("exec: \"([^\"]+)\"|executable file `([^`]+)`");
    private static final Pattern DIRECTORY = Pattern.compile("chdir to cwd \\(\"([^\"]+)\"\\)");

    private Containers() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        return config(container)
                .or(() -> configByEvent(pod, container))
                .or(() -> start(pod, container))
                .or(() -> Crashes.judge(pod, container))
                .or(() -> Probes.unready(pod, container))
                .or(() -> UnexplainedPods.waiting(pod, container));
    }

    private static Optional<Finding> config(ContainerFacts container) {
        if (!container.waitingReason().equals("CreateContainerConfigError")) {
            return Optional.empty();
        }
        String said = VerdictWords.clean(container.waitingMessage());
        String words = said.isEmpty() ? "the kubelet gives no reason" : said;
        boolean passes = VerdictWords.isCacheSync(words);
        return Optional.of(new Finding(
                Family.CONFIG,
                passes ? "the kubelet's copy is not in sync yet" : words,
                "cannot start " + container.shown() + ": " + words,
                !passes,
                container.name(),
                words));
    }

    /**
     * The kubelet tells of a missing ConfigMap, Secret or key (kuberuntime, "Error: %v") before it writes the container's
     * status. Only what was not followed by the container's creation counts.
     */
    private static Optional<Finding> configByEvent(PodFacts pod, ContainerFacts container) {
        if (!container.isFresh()) {
            return Optional.empty();
        }
        return pod.events().stream()
                .filter(e -> "Failed".equals(e.getReason()) && PodFacts.isAbout(e, container))
                .filter(e -> MISSING.matcher(PodFacts.message(e)).find())
                .filter(e -> !isCreatedSince(pod, container, e))
                .findFirst()
                .map(e -> PodFacts.message(e).substring("Error: ".length()))
                .map(words -> new Finding(
                        Family.CONFIG,
                        words,
                        "cannot start " + container.shown() + ": " + words,
                        true,
                        container.name(),
                        words));
    }

    private static boolean isCreatedSince(PodFacts pod, ContainerFacts container, Event failed) {
        return pod.events().stream()
                .filter(e -> "Created".equals(e.getReason()) || "Started".equals(e.getReason()))
                .filter(e -> PodFacts.isAbout(e, container))
                .anyMatch(e -> !Times.of(e).isBefore(Times.of(failed)));
    }

    private static Optional<Finding> start(PodFacts pod, ContainerFacts container) {
        Optional<ContainerStateTerminated> failed =
                container.ended().filter(ended -> CANNOT_START.contains(String.valueOf(ended.getReason())));
        boolean waits = CANNOT_START.contains(container.waitingReason());
        if (container.isRunning() || !waits && failed.isEmpty()) {
            return Optional.empty();
        }
        String words = VerdictWords.clean(failed.map(ContainerStateTerminated::getMessage)
                .filter(m -> !m.isBlank())
                .orElse(container.waitingMessage()));
        Optional<String> known = knownReason(words);
        // A runtime that lost a race ends with 128 and is tried again. containerd ends so for every failed start, but
        // then its words say what is wrong.
        boolean hiccup = known.isEmpty()
                && (VerdictWords.isPassing(words)
                        || failed.map(e -> Counts.or(e.getExitCode(), 0) == RUNTIME_HICCUP)
                                .orElse(false));
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
        String command = !named.find() ? "" : named.group(1) != null ? named.group(1) : named.group(2);
        // runc says it in Go's words, crun in the C library's.
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("executable file not found")
                || !command.isEmpty() && lower.contains("no such file or directory")) {
            return Optional.of("command not found" + (command.isEmpty() ? "" : ": " + command));
        }
        return lower.contains("permission denied")
                ? Optional.of("permission denied" + (command.isEmpty() ? "" : ": " + command))
                : Optional.empty();
    }
}
