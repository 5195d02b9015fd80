package dev.fairlead.rollout;

import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.settings.Preference;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.time.Duration;

/**
 * Whether and how long a rollout is followed.
 *
 * @param follow false to look once
 * @param limit after which it is given up
 * @param logs whether what the new pods log is told meanwhile
 */
public record WaitRules(boolean follow, Duration limit, Tolerances tolerances, boolean logs) {
    public static final WaitRules DEFAULT = new WaitRules(true, Duration.ofMinutes(10), Tolerances.DEFAULT);
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
                        duration(settings, PreferenceKey.ROLLOUT_UNREADY, t.readiness()),
                        duration(settings, PreferenceKey.ROLLOUT_UNPULLED, t.pull()),
                        duration(settings, PreferenceKey.ROLLOUT_UNOBSERVED, t.controller()),
                        duration(settings, PreferenceKey.ROLLOUT_STABLE, t.stable())));
    }

    /** Without logs. */
    public WaitRules(boolean follow, Duration limit, Tolerances tolerances) {
        this(follow, limit, tolerances, false);
    }

    /** The same, but looking once. */
    public WaitRules once() {
        return new WaitRules(false, Duration.ZERO, tolerances);
    }

    public WaitRules with(Tolerances newTolerances) {
        return new WaitRules(follow, limit, newTolerances, logs);
    }

    public WaitRules withLimit(Duration newLimit) {
        return new WaitRules(follow, newLimit, tolerances, logs);
    }

    public WaitRules withLogs() {
        return new WaitRules(follow, limit, tolerances, true);
    }

    private static Duration duration(Settings settings, PreferenceKey key, Duration otherwise) {
        return settings.preference(key).map(Preference::duration).orElse(otherwise);
    }
}
