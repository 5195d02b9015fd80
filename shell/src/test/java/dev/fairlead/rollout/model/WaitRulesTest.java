package dev.fairlead.rollout.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.settings.PreferenceKey;
import dev.fairlead.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitRulesTest {
    private static final Path NOWHERE = Path.of("/nowhere");

    @Test
    void withoutSettingsTheDefaultsHold() {
        assertEquals(WaitRules.DEFAULT, WaitRules.of(Settings.of(Map.of(), NOWHERE, NOWHERE)));
    }

    @Test
    void theDefaultsAreWhatTheKeysSay() {
        Map<String, String> standard = new HashMap<>();
        Arrays.stream(PreferenceKey.values()).forEach(key -> standard.put(key.variable(), key.standard()));
        assertEquals(WaitRules.DEFAULT, WaitRules.of(Settings.of(standard, NOWHERE, NOWHERE)));
    }

    @Test
    void everySettingReachesItsTolerance() {
        Map<String, String> environment = Map.of(
                "FAIRLEAD_ROLLOUT_RESTARTS", "11",
                "FAIRLEAD_ROLLOUT_PENDING", "12s",
                "FAIRLEAD_ROLLOUT_UNREADY", "13s",
                "FAIRLEAD_ROLLOUT_UNPULLED", "14s",
                "FAIRLEAD_ROLLOUT_UNOBSERVED", "15s",
                "FAIRLEAD_ROLLOUT_STABLE", "16s",
                "FAIRLEAD_ROLLOUT_TIMEOUT", "17s");
        WaitRules expected = new WaitRules(
                true,
                Duration.ofSeconds(17),
                new Tolerances(
                        11,
                        Duration.ofSeconds(12),
                        Optional.of(Duration.ofSeconds(13)),
                        Duration.ofSeconds(14),
                        Duration.ofSeconds(15),
                        Optional.of(Duration.ofSeconds(16))));
        assertEquals(expected, WaitRules.of(Settings.of(environment, NOWHERE, NOWHERE)));
    }
}
