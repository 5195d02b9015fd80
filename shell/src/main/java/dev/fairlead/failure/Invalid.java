package dev.fairlead.failure;

/** The server or a parser refused the content: a manifest, a Dockerfile, a request's body. */
public final class Invalid extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public Invalid(OpsException failure) {
        super(FailureKind.INVALID, failure);
    }
}
