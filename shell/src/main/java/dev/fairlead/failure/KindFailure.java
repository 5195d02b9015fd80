package dev.fairlead.failure;

import java.util.List;
import java.util.Optional;

/** A failure whose class says its kind, so that it can be caught by it. */
abstract class KindFailure extends OpsException {
    private final transient Optional<Object> known;

    KindFailure(FailureKind kind, OpsException failure) {
        super(kind, failure.message(), failure.details(), failure.hints(), failure);
        this.known = failure.result();
    }

    KindFailure(FailureKind kind, String message, List<String> details, List<String> hints) {
        super(kind, message, details, hints, null);
        this.known = Optional.empty();
    }

    @Override
    public Optional<Object> result() {
        return known;
    }
}
