package dev.fairlead.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that happened to a release. What looks like a credential is masked where it is sent.
 *
 * @param workload as it is typed, e.g. {@code deployment/web}
 * @param images what changes, container by container; empty where no image does
 * @param strategy e.g. {@code rolling} or {@code canary}; empty where there is none
 * @param reason why it failed or was rolled back
 * @param who who moved it
 * @param took since the release began; zero when it begins
 */
public record Notification(
        Event event,
        String workload,
        String context,
        String namespace,
        List<ImageChange> images,
        String strategy,
        Optional<Reason> reason,
        String who,
        Duration took,
        Instant at) {

    public Notification {
        images = List.copyOf(images);
    }

    /** What happened. */
    public enum Event {
        STARTED,
        WAITING,
        PROMOTED,
        FAILED,
        ROLLED_BACK;

        /** In words, as {@code rolled back}. */
        @JsonValue
        @Override
        public String toString() {
            return this == WAITING
                    ? "waiting for approval"
                    : name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * A container's image.
     *
     * @param from empty where there was none
     */
    public record ImageChange(String container, String from, String to) {}

    /**
     * Why it is not well.
     *
     * @param family of the verdict, e.g. {@code probe}; empty where the failure has none
     * @param next a line to type next; empty where there is none
     */
    public record Reason(String family, String message, String next) {}

    /** Where it happened: {@code dev/shop}. */
    String place() {
        return context + "/" + namespace;
    }
}
