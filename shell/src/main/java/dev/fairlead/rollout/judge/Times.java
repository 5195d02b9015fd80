package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the times that objects carry. */
final class Times {
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

    static boolean passed(Instant since, Duration limit, Instant now) {
        return !since.equals(Instant.EPOCH) && !since.plus(limit).isAfter(now);
    }
}
