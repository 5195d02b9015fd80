package dev.fairlead.rollout.judge;

import java.time.Duration;
import java.util.Optional;

/**
 * How long what may pass by itself is waited for.
 *
 * @param restarts how often a container may restart before it counts as crashing
 * @param pending how long a pod may wait for a node, a volume or a sandbox
 * @param readiness how long a readiness probe may fail beyond the window that the probe itself allows; empty for as long
 *     as the progress deadline allows
 * @param pull how long a registry may be out of reach
 * @param controller how long the controller may ignore a change
 * @param stable how long pods must have been ready, at least; empty for what their probes call for
 */
public record Tolerances(
        int restarts,
        Duration pending,
        Optional<Duration> readiness,
        Duration pull,
        Duration controller,
        Optional<Duration> stable) {
    public static final Tolerances DEFAULT = new Tolerances(
            2,
            Duration.ofSeconds(60),
            Optional.empty(),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Optional.empty());

    private static final Duration READY = Duration.ofSeconds(2);

    /** How long what is ready must have been so, at least. */
    Duration ready() {
        return stable.orElse(READY);
    }

    public Tolerances withRestarts(int most) {
        return new Tolerances(most, pending, readiness, pull, controller, stable);
    }

    public Tolerances withPending(Duration most) {
        return new Tolerances(restarts, most, readiness, pull, controller, stable);
    }

    public Tolerances withReadiness(Duration most) {
        return new Tolerances(restarts, pending, Optional.of(most), pull, controller, stable);
    }

    public Tolerances withPull(Duration most) {
        return new Tolerances(restarts, pending, readiness, most, controller, stable);
    }

    public Tolerances withController(Duration most) {
        return new Tolerances(restarts, pending, readiness, pull, most, stable);
    }

    public Tolerances withStable(Duration least) {
        return new Tolerances(restarts, pending, readiness, pull, controller, Optional.of(least));
    }
}
