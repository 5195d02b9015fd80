package dev.fairlead.notification;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * Who is told what becomes of a release.
 *
 * @param targets of the line; without any, those that the user settled
 * @param nobody whether not even those are told
 */
public record NotificationTargets(List<NotificationTarget> targets, boolean nobody) {
    /** Those that the user settled. */
    public static final NotificationTargets SETTLED = new NotificationTargets(List.of(), false);

    public static final NotificationTargets NOBODY = new NotificationTargets(List.of(), true);

    public NotificationTargets {
        targets = List.copyOf(targets);
    }

    /** These instead of those that the user settled. */
    public static NotificationTargets of(List<NotificationTarget> targets) {
        return new NotificationTargets(targets, false);
    }

    /** Whether they were named for this line only, so that whoever goes on elsewhere does not know them. */
    @JsonIgnore
    public boolean isOfThisLine() {
        return !targets.isEmpty();
    }
}
