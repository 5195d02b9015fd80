package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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
    private static final Duration SLOW_PULL = Duration.ofSeconds(30);
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
    private static final Pattern LIMITED =
            Pattern.compile("toomanyrequests|too many requests|\\b429\\b|rate limit|pull qps exceeded");
    private static final List<String> NETWORK = List.of(
            "dial tcp",
            "timeout",
            "deadline exceeded",
            "connection",
            "eof",
            "tls handshake",
            "server misbehaving",
            "status: 50",
            "internal server error",
            "bad gateway",
            "service unavailable");

    private ImagePulls() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        String waiting = container.waitingReason();
        if (!WAITING.contains(waiting)) {
            return slow(pod, container);
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
        if (LIMITED.matcher(lower).find()) {
            return found(container, "the registry limits the rate of pulls", false, words);
        }
        if (lower.contains("x509:")) {
            return found(container, "the node does not trust the registry's certificate", true, words);
        }
        if (lower.contains("server gave http response to https client")) {
            return found(container, "the registry speaks HTTP where the node expects HTTPS", true, words);
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
        boolean network = holds(words.toLowerCase(Locale.ROOT), NETWORK);
        Instant since = pod.events().stream()
                .filter(e -> isFailedPull(e, container) && e.getFirstTimestamp() != null)
                .map(e -> Times.of(e.getFirstTimestamp()))
                .min(Instant::compareTo)
                .orElse(Times.of(pod.pod().getMetadata().getCreationTimestamp()));
        boolean late = Times.passed(since, pod.tolerances().pull(), pod.now());
        String reason = network ? "the registry does not answer" : "the pull fails";
        if (words.contains("no such host")) {
            reason = "the registry's name does not resolve";
        }
        // The event that explains a back-off may come seconds after it.
        boolean unexplained = words.isEmpty() || words.startsWith("Back-off");
        boolean again = waiting.equals("ImagePullBackOff") && !unexplained;
        return found(container, reason, late || !network && again, words);
    }

    /** "Back-off pulling image" says nothing: the event of the failed pull does. */
    private static String words(PodFacts pod, ContainerFacts container) {
        String own = container.waitingMessage();
        Optional<String> failed = pod.events().stream()
                .filter(e -> isFailedPull(e, container))
                .findFirst()
                .map(PodFacts::message);
        return Words.clean(own.isEmpty() || own.startsWith("Back-off") ? failed.orElse(own) : own);
    }

    private static boolean isFailedPull(Event event, ContainerFacts container) {
        return "Failed".equals(event.getReason())
                && PodFacts.message(event)
                        .contains("Failed to pull image \""
                                + container.container().getImage() + "\"");
    }

    /** A large image takes its time; that is said, and no fault. */
    private static Optional<Finding> slow(PodFacts pod, ContainerFacts container) {
        String image = "\"" + container.container().getImage() + "\"";
        Optional<Event> pulling = pod.event("Pulling image " + image, "Pulling");
        Optional<Event> pulled = pod.event(image, "Pulled", "Failed");
        if (!container.waitingReason().equals("ContainerCreating")
                && !container.waitingReason().equals("PodInitializing")) {
            return Optional.empty();
        }
        return pulling.filter(p -> Times.passed(Times.of(p), SLOW_PULL, pod.now()))
                .filter(p -> pulled.isEmpty() || Times.of(pulled.get()).isBefore(Times.of(p)))
                .map(p -> new Finding(
                        Family.IMAGE,
                        "slow pull",
                        "are still pulling " + container.container().getImage(),
                        false,
                        container.name(),
                        PodFacts.message(p)));
    }

    private static boolean holds(String text, List<String> any) {
        return any.stream().anyMatch(text::contains);
    }

    private static Optional<Finding> found(ContainerFacts container, String reason, boolean fatal, String words) {
        String image = container.container().getImage();
        String more = reason.equals("access denied") ? ", or there is no such repository" : "";
        String what = "cannot pull " + image + ": " + reason + more;
        return Optional.of(new Finding(Family.IMAGE, reason, what, fatal, container.name(), words));
    }
}
