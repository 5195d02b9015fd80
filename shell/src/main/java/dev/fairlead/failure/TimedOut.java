package dev.fairlead.failure;

import java.util.List;

/** The time limit passed before the end was known. What was waited for may still happen. */
public class TimedOut extends KindFailure {
    /** The same failure under the name of its kind; the other is its cause. */
    public TimedOut(OpsException failure) {
        super(FailureKind.TIMEOUT, failure);
    }

    /** For failures that hold more than a message. */
    protected TimedOut(String message, List<String> details, List<String> hints) {
        super(FailureKind.TIMEOUT, message, details, hints);
    }
}
