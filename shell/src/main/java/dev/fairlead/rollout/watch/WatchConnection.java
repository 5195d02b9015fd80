package dev.fairlead.rollout.watch;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.ProgressListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells once that a watch lost its server, and once that it is back. */
public final class WatchConnection {
    /** A server that has just begun refuses everybody until it knows its own rules. */
    private static final Duration REFUSED_AT_START = Duration.ofSeconds(20);

    private final ProgressListener progress;
    private @Nullable OpsException lost;
    private long since;

    public WatchConnection(ProgressListener progress) {
        this.progress = progress;
    }

    /**
     * Takes notice of a watch's state.
     *
     * @param trouble why what it knows may be old; empty while it is connected
     * @return whether it is connected
     * @throws OpsException of kind DENIED when the server has refused us for a while
     */
    public boolean check(Optional<OpsException> trouble) {
        if (trouble.isPresent()) {
            if (lost == null) {
                since = System.nanoTime();
                boolean refused = trouble.get().kind() == FailureKind.DENIED;
                progress.warn(
                        "lost the API server" + (refused ? ": " + trouble.get().message() : "")
                                + "; what follows may be old until it is back");
            }
            lost = trouble.get();
            if (lost.kind() == FailureKind.DENIED && lasted().compareTo(REFUSED_AT_START) > 0) {
                throw lost;
            }
        } else if (lost != null) {
            progress.note("connected again after " + lasted().toSeconds() + " s");
            lost = null;
        }
        return lost == null;
    }

    /** The failure of a wait whose time is up while nothing is known of the cluster; empty while it is connected. */
    public Optional<OpsException> unknown(String what) {
        OpsException e = lost;
        return e == null
                ? Optional.empty()
                : Optional.of(new OpsException(
                        e.kind(),
                        "nothing is known of " + what + " for " + lasted().toSeconds() + " s: " + e.message(),
                        List.of(),
                        e.hints(),
                        e));
    }

    private Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - since);
    }
}
