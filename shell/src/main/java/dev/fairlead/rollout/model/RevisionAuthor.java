package dev.fairlead.rollout.model;

import dev.fairlead.kubernetes.ChangeAnnotations;
import dev.fairlead.kubernetes.FieldManager;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Who made a revision. fairlead writes its user and the time beside the change cause, and controllers copy both to the
 * revision; of others only the field manager of the present template is known.
 */
public final class RevisionAuthor {
    /** Controllers copy annotations on to later revisions that somebody else made. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private RevisionAuthor() {}

    /** The annotation's value. */
    public static String note(String user, Instant now) {
        return user + " " + now.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The user or the field manager; empty where neither is known.
     *
     * @param revision a ReplicaSet or ControllerRevision
     * @param current whether the workload's template is this revision's
     */
    public static String of(HasMetadata revision, HasMetadata workload, boolean current) {
        Map<String, String> annotations = revision.getMetadata().getAnnotations();
        String note = annotations == null ? "" : annotations.getOrDefault(ChangeAnnotations.CHANGED_BY, "");
        int blank = note.lastIndexOf(' ');
        if (blank > 0 && isFresh(note.substring(blank + 1), revision)) {
            return note.substring(0, blank) + " (fairlead)";
        }
        return current ? manager(workload) : "";
    }

    /**
     * Who wrote a workload's present template: the field manager, and for fairlead its user. The note of an earlier
     * change stays beside a template that somebody else writes, so the later of the two is believed.
     */
    public static String ofTemplate(HasMetadata workload) {
        Map<String, String> annotations = workload.getMetadata().getAnnotations();
        String note = annotations == null ? "" : annotations.getOrDefault(ChangeAnnotations.CHANGED_BY, "");
        int blank = note.lastIndexOf(' ');
        Optional<ManagedFieldsEntry> newest = newestOwner(workload);
        boolean own = newest.filter(entry -> !FieldManager.isOurs(entry.getManager())
                        && (blank < 0 || entry.getTime().compareTo(note.substring(blank + 1)) >= 0))
                .isEmpty();
        return own && blank > 0
                ? note.substring(0, blank) + " (fairlead)"
                : newest.map(ManagedFieldsEntry::getManager).orElse("");
    }

    private static boolean isFresh(String time, HasMetadata revision) {
        try {
            Instant made = Instant.parse(revision.getMetadata().getCreationTimestamp());
            return !Instant.parse(time).isBefore(made.minus(FRESH));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String manager(HasMetadata workload) {
        return newestOwner(workload).map(ManagedFieldsEntry::getManager).orElse("");
    }

    private static Optional<ManagedFieldsEntry> newestOwner(HasMetadata workload) {
        return workload.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getTime() != null && ownsTemplate(entry))
                .max(Comparator.comparing(ManagedFieldsEntry::getTime));
    }

    private static boolean ownsTemplate(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
                && spec.containsKey("f:template");
    }
}
