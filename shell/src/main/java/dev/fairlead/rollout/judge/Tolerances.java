package dev.fairlead.rollout.judge;

import java.time.Duration;

/**
 * How long what may pass by itself is waited for.
 *
 * @param restarts how often a container may restart before it counts as crashing
 * @param pending how long a pod may wait for a node, a volume or a sandbox
 * @param readiness how long a readiness probe may fail beyond the window that the probe itself allows
 * @param pull how long a registry may be out of reach
 * @param controller how long the controller may ignore a change
 * @param stable how long pods must have been ready, at least
 */
public record Tolerances(
        int restarts, Duration pending, Duration readiness, Duration pull, Duration controller, Duration stable) {
    public static final Tolerances DEFAULT = new Tolerances(
            2,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));

    public Tolerances withRestarts(int most) {
        return new Tolerances(most, pending, readiness, pull, controller, stable);
    }

    public Tolerances withPending(Duration most) {
        return new Tolerances(restarts, most, readiness, pull, controller, stable);
    }

    public Tolerances withReadiness(Duration most) {
        return new Tolerances(restarts, pending, most, pull, controller, stable);
    }

    public Tolerances withPull(Duration most) {
        return new Tolerances(restarts, pending, readiness, most, controller, stable);
    }

    public Tolerances withController(Duration most) {
        return new Tolerances(restarts, pending, readiness, pull, most, stable);
    }

    public Tolerances withStable(Duration least) {
        return new Tolerances(restarts, pending, readiness, pull, controller, least);
    }
}
