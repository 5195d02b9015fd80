package dev.fairlead.script.report;

import java.util.List;
import java.util.Locale;

/** How a step came out, as a reader wants to know it. Each has a sign and a pattern of its own. */
enum StepStatus {
    DONE,
    FAILED,
    CANCELLED,
    /** Failed, and done again. */
    RETRIED,
    SKIPPED,
    DONE_BEFORE,
    /** Done in a dry run. */
    PLANNED;

    /** @param siblings all steps with the same parent */
    static StepStatus of(StepReport step, List<StepReport> siblings, boolean dryRun) {
        return switch (step.outcome()) {
            case "failed" -> isDoneAgain(step, siblings) ? RETRIED : FAILED;
            case "cancelled" -> CANCELLED;
            case "skipped" -> SKIPPED;
            case "done before" -> DONE_BEFORE;
            default -> dryRun ? PLANNED : DONE;
        };
    }

    private static boolean isDoneAgain(StepReport step, List<StepReport> siblings) {
        return siblings.stream()
                .skip(siblings.indexOf(step) + 1L)
                .anyMatch(later ->
                        later.name().equals(step.name()) && !later.began().isBefore(step.ended()));
    }

    /** In words. */
    String text() {
        return this == RETRIED
                ? "failed, tried again"
                : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As a class of the page's style, and in the names of signs and patterns. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the reader is to see at once what there is to say of it. */
    boolean isOpen() {
        return this == FAILED || this == CANCELLED || this == RETRIED;
    }
}
