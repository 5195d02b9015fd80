package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Image trouble. The kubelet's words differ by container runtime; they are read for the registry's answer in them. */
final class ImagePulls {
    private static final List<String> WAITING = List.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final List<String> NO_TAG =
            List.of("manifest unknown", "not found", "no such manifest", "repository does not exist", "name unknown");
    private static final List<String> DENIED = List.of(
            "unauthorized",
            "no basic auth credentials",
            "authentication required",
            "access denied",
            "forbidden",
            "authorization failed",
            "insufficient_scope");
    private static final List<String> PLATFORM =
            List.of("no matching manifest", "no match for platform", "does not match the specified platform");
    private static final List<String> SLOW = List.of("toomanyrequests", "too many requests", "429", "rate limit");

    private ImagePulls() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        String waiting = container.waitingReason();
        if (!WAITING.contains(waiting)) {
            return Optional.empty();
        }
        String words = words(pod, container);
        String lower = words.toLowerCase(Locale.ROOT);
        if (waiting.equals("InvalidImageName")) {
            return found(container, "invalid name", true, words);
        }
        if (waiting.equals("ErrImageNeverPull")) {
            return found(container, "not on the node, and imagePullPolicy is Never", true, words);
        }
        if (waiting.equals("SignatureValidationFailed")) {
            return found(container, "signature not valid", true, words);
        }
        if (holds(lower, PLATFORM)) {
            return found(container, "no manifest for the node's platform", true, words);
        }
        if (holds(lower, SLOW)) {
            return found(container, "the registry limits the rate of pulls", false, words);
        }
        // Docker says "pull access denied … repository does not exist or may require 'docker login'" for both.
        if (lower.contains("may require") || holds(lower, DENIED)) {
            return found(container, "access denied", true, words);
        }
        if (holds(lower, NO_TAG) && !lower.contains("host not found")) {
            return found(container, "no such tag", true, words);
        }
        return unclear(pod, container, waiting, words);
    }

    /** A registry that does not answer may come back; what nobody explains is final at the second failure. */
    private static Optional<Finding> unclear(PodFacts pod, ContainerFacts container, String waiting, String words) {
        boolean network = words.contains("dial tcp") || words.contains("timeout") || words.contains("connection");
        Instant since = pod.events().stream()
                .filter(e -> "Pulling".equals(e.getReason()))
                .map(e -> Times.of(e.getFirstTimestamp()))
                .filter(t -> !t.equals(Instant.EPOCH))
                .min(Instant::compareTo)
                .orElse(Times.of(pod.pod().getMetadata().getCreationTimestamp()));
        boolean late = Times.passed(since, pod.tolerances().pull(), pod.now());
        String reason = network ? "the registry does not answer" : "the pull fails";
        return found(container, reason, network ? late : late || waiting.equals("ImagePullBackOff"), words);
    }

    /** "Back-off pulling image" says nothing: the event of the failed pull does. */
    private static String words(PodFacts pod, ContainerFacts container) {
        String image = container.container().getImage();
        String own = container.waitingMessage();
        Optional<Event> failed = pod.event("Failed to pull image \"" + image + "\"", "Failed");
        return own.isEmpty() || own.startsWith("Back-off")
                ? failed.map(PodFacts::message).orElse(own)
                : own;
    }

    private static boolean holds(String text, List<String> any) {
        return any.stream().anyMatch(text::contains);
    }

    private static Optional<Finding> found(ContainerFacts container, String reason, boolean fatal, String words) {
        String image = container.container().getImage();
        String what = "cannot pull " + image + ": " + reason;
        return Optional.of(new Finding(Family.IMAGE, reason, what, fatal, container.name(), words));
    }
}
