package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.PodFacts.ContainerFacts;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the kubelet told of the pulls of one image for one container. */
record PullEvents(PodFacts pod, ContainerFacts container, String image) {

    /** The newest failure. */
    Optional<Event> failed() {
        return newest("Failed", "Failed to pull image \"" + image + "\"");
    }

    /** The newest begin. */
    Optional<Event> pulling() {
        return newest("Pulling", "Pulling image \"" + image + "\"");
    }

    /**
     * The newest failure where nothing came after it: neither success nor another try. The kubelet tells it before it
     * writes the container's status, which may come seconds later. Times are whole seconds, so of a failure and a
     * success in the same second the success counts, and another try is seen by how often it was told.
     */
    Optional<Event> last() {
        return failed().filter(failure -> !isOvercome(failure) && !isRetried(failure));
    }

    /** When pulls of the image began to fail; the pod's creation where no event says it. */
    Instant failingSince() {
        return all("Failed", "Failed to pull image \"" + image + "\"").stream()
                .filter(event -> event.getFirstTimestamp() != null)
                .map(event -> Times.of(event.getFirstTimestamp()))
                .min(Instant::compareTo)
                .orElse(Times.of(pod.pod().getMetadata().getCreationTimestamp()));
    }

    private boolean isOvercome(Event failure) {
        return pod.events().stream()
                .filter(event -> isAboutContainer(event))
                .filter(event -> "Pulled".equals(event.getReason())
                                && PodFacts.message(event).contains("\"" + image + "\"")
                        || "Created".equals(event.getReason())
                        || "Started".equals(event.getReason()))
                .anyMatch(event -> !Times.of(event).isBefore(Times.of(failure)));
    }

    private boolean isRetried(Event failure) {
        return pulling()
                .filter(begin -> Times.of(begin).isAfter(Times.of(failure)) || count(begin) > count(failure))
                .isPresent();
    }

    private Optional<Event> newest(String reason, String text) {
        return all(reason, text).stream().findFirst();
    }

    private List<Event> all(String reason, String text) {
        return pod.events().stream()
                .filter(event -> reason.equals(event.getReason())
                        && PodFacts.message(event).contains(text)
                        && isAboutContainer(event))
                .toList();
    }

    private boolean isAboutContainer(Event event) {
        return PodFacts.isAbout(event, container);
    }

    private static int count(Event event) {
        return event.getCount() == null ? 1 : event.getCount();
    }
}
