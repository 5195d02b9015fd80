package dev.fairlead.failure;

/** A build step failed; {@link #details()} has the last lines that it printed. */
public final class BuildFailed extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public BuildFailed(OpsException failure) {
        super(FailureKind.BUILD, failure);
    }
}
