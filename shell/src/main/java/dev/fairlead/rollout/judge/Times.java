package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the times that objects carry. */
final class Times {
    private static final String KUBELET = "kubelet";

    private Times() {}

    /** The instant, or the epoch where the text is no time. */
    static Instant of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /** When an event last happened; new and old recorders fill different fields. */
    static Instant of(Event event) {
        if (event.getSeries() != null && event.getSeries().getLastObservedTime() != null) {
            return of(event.getSeries().getLastObservedTime().getTime());
        }
        if (event.getLastTimestamp() != null) {
            return of(event.getLastTimestamp());
        }
        if (event.getEventTime() != null) {
            return of(event.getEventTime().getTime());
        }
        return of(event.getMetadata().getCreationTimestamp());
    }

    /** When an event was told for the first time. */
    static Instant first(Event event) {
        return event.getFirstTimestamp() == null ? of(event) : of(event.getFirstTimestamp());
    }

    /** When somebody last changed what the object should be; controllers that only report do not count. */
    static Instant changed(HasMetadata object) {
        return object.getMetadata().getManagedFields().stream()
                .filter(entry -> !"status".equals(entry.getSubresource())
                        && !"kube-controller-manager".equals(entry.getManager()))
                .map(entry -> of(entry.getTime()))
                .max(Instant::compareTo)
                .orElse(of(object.getMetadata().getCreationTimestamp()));
    }

    /** When a node last told news of a pod: the server's own time of it. */
    static Instant told(Pod pod) {
        return pod.getMetadata().getManagedFields().stream()
                .filter(entry -> KUBELET.equals(entry.getManager()))
                .map(entry -> of(entry.getTime()))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    static boolean passed(Instant since, Duration limit, Instant now) {
        return !since.equals(Instant.EPOCH) && !since.plus(limit).isAfter(now);
    }
}
