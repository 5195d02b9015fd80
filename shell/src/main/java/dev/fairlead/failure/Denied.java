package dev.fairlead.failure;

/** Not logged in, a wrong password, an expired certificate, or a right that is missing. */
public final class Denied extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public Denied(OpsException failure) {
        super(FailureKind.DENIED, failure);
    }
}
