package dev.fairlead.release;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A release that stopped, or went back, because something failed. The kind is that of the verdict. */
public final class ReleaseFailed extends OpsException {
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

    /** Where it stands. */
    public ReleaseState release() {
        return release;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(release);
    }
}
