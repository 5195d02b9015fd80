package dev.fairlead.cluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;

/** A failure after some objects were changed; they are its result. */
public final class PartialChange extends OpsException {
    private final transient List<AppliedObject> done;

    PartialChange(String message, OpsException why, List<String> hints, List<AppliedObject> done) {
        super(why.kind(), message, why.details(), hints, why);
        this.done = List.copyOf(done);
    }

    PartialChange(
            FailureKind kind, String message, List<String> details, List<String> hints, List<AppliedObject> done) {
        super(kind, message, details, hints, null);
        this.done = List.copyOf(done);
    }

    /** The objects that were changed before. */
    public List<AppliedObject> done() {
        return done;
    }

    @Override
    public Optional<Object> result() {
        return done.isEmpty() ? Optional.empty() : Optional.of(done);
    }
}
