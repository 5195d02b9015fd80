package dev.fairlead.failure;

/** The engine, the registry or the server does not answer. Nothing is known of what it did with the request. */
public final class Unreachable extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public Unreachable(OpsException failure) {
        super(FailureKind.UNREACHABLE, failure);
    }
}
