package dev.fairlead.release.run;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.Family;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A release that stopped, or went back, because something failed. The kind is that of the verdict. */
public class ReleaseFailed extends OpsException {
    private final transient ReleaseState release;

    ReleaseFailed(
            FailureKind kind,
            String message,
            List<String> details,
            List<String> hints,
            ReleaseState release,
            @Nullable Throwable cause) {
        super(kind, message, details, hints, cause);
        this.release = release;
    }

    /** A {@link GateFailed} where a gate said no. */
    static ReleaseFailed of(
            FailureKind kind,
            String message,
            List<String> details,
            List<String> hints,
            ReleaseState release,
            @Nullable Throwable cause) {
        return kind == FailureKind.ROLLOUT_GATE
                ? new GateFailed(message, details, hints, release, cause)
                : new ReleaseFailed(kind, message, details, hints, release, cause);
    }

    /** Where it stands; {@link ReleaseState#verdict()} is why. */
    public final ReleaseState release() {
        return release;
    }

    /** What part of the way to running pods failed; empty where it was none of them, e.g. a server out of reach. */
    public final Optional<Family> family() {
        return Family.of(kind());
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(release);
    }
}
