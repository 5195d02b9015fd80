package dev.fairlead.gate;

import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.settings.Settings;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What checks are made of, besides their gate.
 *
 * @param programVariables what programs find in their environment instead of what the session has there
 * @param gateVariables what variables in the texts of gates stand for
 */
record CheckInputs(
        GateSubject subject,
        ProgressListener progress,
        Settings settings,
        Supplier<Map<String, String>> programVariables,
        Map<String, String> gateVariables,
        RolloutService rollouts,
        GateScripts scripts) {
    /** The two sides of the release, as the cluster has them. */
    CanaryAndStable sides() {
        return CanaryAndStable.of(subject);
    }
}
