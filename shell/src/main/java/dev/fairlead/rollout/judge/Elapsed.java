package dev.fairlead.rollout.judge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;

/** How long an object has been as it is, against what is tolerated. */
record Elapsed(HasMetadata object, Instant now, Tolerances tolerances) {

    /**
     * Whether what went wrong has lasted longer than what may pass by itself, in the object's present generation.
     *
     * @param since when it began; from the object's last change where it is empty
     */
    boolean isBeyondPending(String since) {
        Instant began = Times.of(since);
        Instant changed = Times.changed(object);
        return Times.passed(began.isAfter(changed) ? began : changed, tolerances.pending(), now);
    }

    /** Whether its controller has had time to see its last change. */
    boolean isBeyondController() {
        return hasPassed(tolerances.controller());
    }

    /** Whether its last change is as long ago as that. */
    boolean hasPassed(Duration limit) {
        return Times.passed(Times.changed(object), limit, now);
    }
}
