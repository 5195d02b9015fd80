package dev.fairlead.rollout.model;

import dev.fairlead.failure.OpsException;
import dev.fairlead.progress.CurrentLine;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.settings.Preference;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Whether and how long a rollout is followed.
 *
 * @param follow false to look once
 * @param limit after which it is given up
 * @param logs whether what the new pods log is told meanwhile
 */
public record WaitRules(boolean follow, Duration limit, Tolerances tolerances, boolean logs) {
    /** Followed for ten minutes at most, with the tolerances that hold where nobody says others. */
    public static final WaitRules DEFAULT = new WaitRules(true, Duration.ofMinutes(10), Tolerances.DEFAULT);

    /** Not followed. */
    public static final WaitRules LOOK_ONCE = new WaitRules(false, Duration.ZERO, Tolerances.DEFAULT);

    /**
     * The rules with what the user settled in the environment or the settings file.
     *
     * @throws OpsException of kind INVALID that says where a value is none
     */
    public static WaitRules of(Settings settings) {
        Tolerances t = Tolerances.DEFAULT;
        return new WaitRules(
                true,
                duration(settings, PreferenceKey.ROLLOUT_TIMEOUT, DEFAULT.limit()),
                new Tolerances(
                        settings.preference(PreferenceKey.ROLLOUT_RESTARTS)
                                .map(Preference::count)
                                .orElse(t.restarts()),
                        duration(settings, PreferenceKey.ROLLOUT_PENDING, t.pending()),
                        settings.preference(PreferenceKey.ROLLOUT_UNREADY).map(Preference::duration),
                        duration(settings, PreferenceKey.ROLLOUT_UNPULLED, t.pull()),
                        duration(settings, PreferenceKey.ROLLOUT_UNOBSERVED, t.controller()),
                        settings.preference(PreferenceKey.ROLLOUT_STABLE).map(Preference::duration)));
    }

    /** Without logs. */
    public WaitRules(boolean follow, Duration limit, Tolerances tolerances) {
        this(follow, limit, tolerances, false);
    }

    /** Does work that follows by these rules: what is asked of the server meanwhile is not waited for beyond the limit. */
    public <T> T bound(Supplier<T> work) {
        return follow ? CurrentLine.within(limit, work) : work.get();
    }

    /** The same, but looking once. */
    public WaitRules once() {
        return new WaitRules(false, Duration.ZERO, tolerances);
    }

    /** The same, but staying until it is over; without logs. */
    public WaitRules untilOver() {
        return new WaitRules(true, limit, tolerances);
    }

    /** The same, but returning as soon as the change is made. */
    public WaitRules noWait() {
        return new WaitRules(false, limit, tolerances, logs);
    }

    /** How often a container may restart before it counts as crashing. */
    public WaitRules restarts(int most) {
        return with(tolerances.withRestarts(most));
    }

    /** How long a pod may wait for a node, a volume or a sandbox. */
    public WaitRules pending(Duration most) {
        return with(tolerances.withPending(most));
    }

    /** How long readiness may fail beyond the probe's own patience. */
    public WaitRules unready(Duration most) {
        return with(tolerances.withReadiness(most));
    }

    /** How long a registry may be out of reach. */
    public WaitRules unpulled(Duration most) {
        return with(tolerances.withPull(most));
    }

    /** How long a controller may leave a change unseen. */
    public WaitRules unobserved(Duration most) {
        return with(tolerances.withController(most));
    }

    /** How long all pods must stay ready before it counts. */
    public WaitRules stable(Duration least) {
        return with(tolerances.withStable(least));
    }

    /** The same with other tolerances. */
    public WaitRules with(Tolerances newTolerances) {
        return new WaitRules(follow, limit, newTolerances, logs);
    }

    /** Given up after so long. */
    public WaitRules timeout(Duration most) {
        return withLimit(most);
    }

    /** As {@link #timeout}. */
    public WaitRules withLimit(Duration newLimit) {
        return new WaitRules(follow, newLimit, tolerances, logs);
    }

    /** With what the new pods log. */
    public WaitRules withLogs() {
        return new WaitRules(follow, limit, tolerances, true);
    }

    private static Duration duration(Settings settings, PreferenceKey key, Duration otherwise) {
        return settings.preference(key).map(Preference::duration).orElse(otherwise);
    }
}
