package dev.fairlead.render;

import dev.fairlead.progress.ProgressEvent.StepOutcome;

/** How steps of scripts are told. */
final class StepWords {
    private StepWords() {}

    static String outcome(StepOutcome outcome) {
        return switch (outcome) {
            case RUNNING -> "runs";
            case SUCCEEDED -> "done";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
            case SKIPPED -> "not run";
            case DONE_BEFORE -> "done before";
        };
    }

    static String mark(StepOutcome outcome, boolean colour) {
        return switch (outcome) {
            case RUNNING -> "·";
            case SUCCEEDED -> Style.GOOD.on("✓", colour);
            case FAILED, CANCELLED -> Style.BAD.on("✗", colour);
            case SKIPPED, DONE_BEFORE -> Style.DIM.on("-", colour);
        };
    }
}
