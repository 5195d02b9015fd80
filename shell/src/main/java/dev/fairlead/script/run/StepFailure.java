package dev.fairlead.script.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;

/**
 * Why a step or a run failed.
 *
 * @param step the path of the step that it came from, e.g. {@code Release > Push image}; empty outside of steps
 */
public record StepFailure(FailureKind kind, String message, String step) {

    /** What a snippet threw, without what Java wraps around it on its way. */
    static StepFailure of(Throwable thrown, String step) {
        if (thrown instanceof OpsException expected) {
            return new StepFailure(expected.kind(), expected.message(), step);
        }
        String name = thrown.getClass().getSimpleName();
        String said = thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
        boolean cancelled = thrown instanceof InterruptedException;
        return new StepFailure(cancelled ? FailureKind.CANCELLED : FailureKind.SCRIPT, said, step);
    }
}
