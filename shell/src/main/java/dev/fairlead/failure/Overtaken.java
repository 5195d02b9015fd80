package dev.fairlead.failure;

import java.util.List;
import java.util.Optional;

/**
 * A later change took the place of what a line had written before that was known to work. Nothing of the other change is
 * undone; its own line says how it ends.
 */
public final class Overtaken extends OpsException {
    private final transient Optional<Object> known;

    /** @param known what is known of the workload, release or set at that time */
    public Overtaken(String message, List<String> details, List<String> hints, Object known) {
        super(FailureKind.CONFLICT, message, details, hints, null);
        this.known = Optional.of(known);
    }

    /** The same failure as a larger piece of work tells it. */
    public Overtaken(String message, List<String> details, List<String> hints, Object known, Overtaken cause) {
        super(FailureKind.CONFLICT, message, details, hints, cause);
        this.known = Optional.of(known);
    }

    @Override
    public Optional<Object> result() {
        return known;
    }
}
