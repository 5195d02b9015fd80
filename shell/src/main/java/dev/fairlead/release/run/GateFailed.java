package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release that stopped, or went back, because a gate said no or had no data; the message says what it measured. */
public final class GateFailed extends ReleaseFailed {
    GateFailed(
            String message, List<String> details, List<String> hints, ReleaseState release, @Nullable Throwable cause) {
        super(FailureKind.ROLLOUT_GATE, message, details, hints, release, cause);
    }
}
