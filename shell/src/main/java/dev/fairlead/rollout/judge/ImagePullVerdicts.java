package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Image trouble. The kubelet's words differ by container runtime; they are read for the registry's answer in them. */
final class ImagePullVerdicts {
    private static final List<String> WAITING = List.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");
    private static final Duration SLOW_PULL = Duration.ofSeconds(30);
    private static final Pattern QUOTED_IMAGE = Pattern.compile("image \"([^\"]+)\"");
    // Kubelets since 1.32 say behind the back-off what it is about (kubelet, image_manager.go, prevPullErrMsg).
    private static final Pattern BACK_OFF = Pattern.compile("^Back-off pulling image \"[^\"]*\"(?:: )?(?:Err\\w+: )?");

    private ImagePullVerdicts() {}

    static Optional<Finding> judge(PodFacts pod, ContainerFacts container) {
        String waiting = container.waitingReason();
        PullEvents events = new PullEvents(pod, container, image(pod, container));
        if (!WAITING.contains(waiting)) {
            return early(container, events).or(() -> slow(container, events));
        }
        String words = words(container, events);
        return switch (waiting) {
            case "InvalidImageName" -> found(events, "invalid name", true, words);
            case "ErrImageNeverPull" -> found(events, "not on the node, and imagePullPolicy is Never", true, words);
            case "SignatureValidationFailed" -> found(events, "signature not valid", true, words);
            default ->
                PullCause.of(words)
                        .map(cause -> found(events, cause.reason(), cause.fatal(), words))
                        .orElseGet(() -> unclear(events, waiting, words));
        };
    }

    /** What the event says for certain, before the container's status says it. */
    private static Optional<Finding> early(ContainerFacts container, PullEvents events) {
        if (!container.isFresh()) {
            return Optional.empty();
        }
        return events.last().flatMap(failed -> {
            String words = VerdictWords.clean(PodFacts.message(failed));
            return PullCause.of(words).flatMap(cause -> found(events, cause.reason(), cause.fatal(), words));
        });
    }

    /** A registry that does not answer may come back; what nobody explains is final at the second failure. */
    private static Optional<Finding> unclear(PullEvents events, String waiting, String words) {
        boolean network = PullCause.isSilence(words);
        boolean late = Times.passed(
                events.failingSince(),
                events.pod().tolerances().pull(),
                events.pod().now());
        String reason = network ? "the registry does not answer" : "the pull fails";
        if (words.contains("no such host")) {
            reason = "the registry's name does not resolve";
        }
        // The event that explains a back-off may come seconds after it.
        boolean unexplained = words.isEmpty() || words.startsWith("Back-off");
        boolean again = waiting.equals("ImagePullBackOff") && !unexplained;
        return found(events, reason, late || !network && again, words);
    }

    /** "Back-off pulling image" alone says nothing: the event of the failed pull does. */
    private static String words(ContainerFacts container, PullEvents events) {
        String own = container.waitingMessage();
        String explained = BACK_OFF.matcher(own).replaceFirst("");
        String words = !explained.isEmpty()
                ? explained
                : events.failed().map(PodFacts::message).orElse(own);
        return VerdictWords.clean(words);
    }

    /** The container's own, or that of an image volume which is pulled for it (Kubernetes 1.31 and later). */
    private static String image(PodFacts pod, ContainerFacts container) {
        String own = String.valueOf(container.container().getImage());
        Matcher quoted = QUOTED_IMAGE.matcher(container.waitingMessage());
        String named = quoted.find() ? quoted.group(1) : "";
        return volumeImages(pod)
                .filter(image -> image.equals(named)
                        || named.isEmpty()
                                && new PullEvents(pod, container, own).failed().isEmpty()
                                && new PullEvents(pod, container, image)
                                        .failed()
                                        .isPresent())
                .findFirst()
                .orElse(own);
    }

    private static Stream<String> volumeImages(PodFacts pod) {
        return pod.pod().getSpec().getVolumes().stream()
                .map(Volume::getImage)
                .filter(image -> image != null && image.getReference() != null)
                .map(image -> image.getReference());
    }

    /** A large image takes its time; that is said, and no fault. */
    private static Optional<Finding> slow(ContainerFacts container, PullEvents events) {
        if (!container.isBeingMade()) {
            return Optional.empty();
        }
        Optional<Event> over = events.pod().event("\"" + events.image() + "\"", "Pulled", "Failed");
        return events.pulling()
                .filter(p -> Times.passed(Times.of(p), SLOW_PULL, events.pod().now()))
                .filter(p -> over.isEmpty() || Times.of(over.get()).isBefore(Times.of(p)))
                .map(p -> new Finding(
                        Family.IMAGE,
                        "slow pull",
                        "are still pulling " + events.image(),
                        false,
                        container.name(),
                        PodFacts.message(p)));
    }

    private static Optional<Finding> found(PullEvents events, String reason, boolean fatal, String words) {
        String more = reason.equals("access denied") ? ", or there is no such repository" : "";
        String what = "cannot pull " + events.image() + ": " + reason + more;
        return Optional.of(new Finding(
                Family.IMAGE, reason, what, fatal, events.container().name(), words));
    }
}
