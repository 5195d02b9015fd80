package dev.fairlead.failure;

/** What was named does not exist: file, image, object, context, revision. */
public final class NotFound extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public NotFound(OpsException failure) {
        super(FailureKind.NOT_FOUND, failure);
    }
}
