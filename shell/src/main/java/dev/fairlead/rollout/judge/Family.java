package dev.fairlead.rollout.judge;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fairlead.failure.FailureKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What part of the way to a running pod a verdict is about; gives the exit code. */
public enum Family {
    IMAGE(FailureKind.ROLLOUT_IMAGE),
    CONFIG(FailureKind.ROLLOUT_CONFIG),
    ADMISSION(FailureKind.ROLLOUT_ADMISSION),
    START(FailureKind.ROLLOUT_START),
    CRASH(FailureKind.ROLLOUT_CRASH),
    PROBE(FailureKind.ROLLOUT_PROBE),
    SCHEDULING(FailureKind.ROLLOUT_SCHEDULING),
    VOLUME(FailureKind.ROLLOUT_VOLUME),
    NODE(FailureKind.ROLLOUT_NODE),
    DEADLINE(FailureKind.ROLLOUT_DEADLINE),
    JOB(FailureKind.ROLLOUT_JOB),
    STUCK(FailureKind.ROLLOUT_STUCK),
    CONTROLLER(FailureKind.ROLLOUT_CONTROLLER),
    GATE(FailureKind.ROLLOUT_GATE),
    RESOURCE(FailureKind.ROLLOUT_RESOURCE);

    private final FailureKind kind;

    Family(FailureKind kind) {
        this.kind = kind;
    }

    /** The kind of a failure by it, which gives the exit code. */
    public FailureKind kind() {
        return kind;
    }

    /** The family of a rollout's failure; empty for kinds that are not about a rollout. */
    public static Optional<Family> of(FailureKind kind) {
        return Arrays.stream(values()).filter(family -> family.kind == kind).findFirst();
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
