package dev.fairlead.notice;

import java.util.List;

/**
 * Who is told what becomes of a release.
 *
 * @param targets of the line; without any, those that the user settled
 * @param nobody whether not even those are told
 */
public record Audience(List<NoticeTarget> targets, boolean nobody) {
    /** Those that the user settled. */
    public static final Audience SETTLED = new Audience(List.of(), false);

    public static final Audience NOBODY = new Audience(List.of(), true);

    public Audience {
        targets = List.copyOf(targets);
    }

    /** These instead of those that the user settled. */
    public static Audience of(List<NoticeTarget> targets) {
        return new Audience(targets, false);
    }

    /** Whether they were named for this line only, so that whoever goes on elsewhere does not know them. */
    public boolean isOfThisLine() {
        return !targets.isEmpty();
    }
}
