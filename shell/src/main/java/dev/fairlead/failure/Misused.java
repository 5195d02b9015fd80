package dev.fairlead.failure;

/** The call itself is wrong: a name that cannot be one, arguments that contradict each other. Nothing was tried. */
public final class Misused extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public Misused(OpsException failure) {
        super(FailureKind.USAGE, failure);
    }
}
