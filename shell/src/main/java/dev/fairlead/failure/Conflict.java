package dev.fairlead.failure;

/** Somebody else owns the field, the object changed meanwhile, or something uses what was to be removed. */
public final class Conflict extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public Conflict(OpsException failure) {
        super(FailureKind.CONFLICT, failure);
    }
}
