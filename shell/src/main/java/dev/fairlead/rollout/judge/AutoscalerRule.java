package dev.fairlead.rollout.judge;

import dev.fairlead.json.JsonTree;
import dev.fairlead.rollout.judge.ObjectView.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a HorizontalPodAutoscaler scales (kubernetes/api, {@code autoscaling/v2}, {@code
 * HorizontalPodAutoscalerConditionType}). Metrics come late, so that what keeps it from scaling is a failure only when it
 * has lasted.
 */
final class AutoscalerRule {
    /** Where {@code autoscaling/v1} keeps what later versions have in {@code status.conditions}. */
    private static final String ANNOTATION = "autoscaling.alpha.kubernetes.io/conditions";

    private AutoscalerRule() {}

    static KnownAnnotations told(ObjectView autoscaler, Elapsed elapsed) {
        List<Condition> conditions = conditions(autoscaler);
        for (String type : List.of("AbleToScale", "ScalingActive")) {
            for (Condition c : conditions) {
                if (c.type().equals(type) && c.isFalse() && !isBetweenScalings(c)) {
                    return c.reason().equals("ScalingDisabled")
                            ? KnownAnnotations.current("paused at "
                                    + autoscaler
                                            .number("status", "currentReplicas")
                                            .orElse(0L))
                            : stands(c, elapsed);
                }
            }
        }
        if (conditions.stream().noneMatch(c -> c.type().equals("ScalingActive") && c.isTrue())) {
            return KnownAnnotations.waiting("it has not scaled yet: no metrics were read");
        }
        return KnownAnnotations.current(
                "scales: " + autoscaler.number("status", "currentReplicas").orElse(0L) + " of "
                        + autoscaler.number("spec", "minReplicas").orElse(1L) + " to "
                        + autoscaler.number("spec", "maxReplicas").orElse(1L));
    }

    private static KnownAnnotations stands(Condition c, Elapsed elapsed) {
        String reason = c.type().equals("AbleToScale") ? "cannot scale" : "does not scale";
        String message = reason + ": " + c.reason() + ": " + c.words();
        return elapsed.isBeyondPending(c.since())
                ? KnownAnnotations.failed(reason, message)
                : KnownAnnotations.waiting(reason, message);
    }

    /** Servers before 1.18 say that it must not scale again so soon. */
    private static boolean isBetweenScalings(Condition c) {
        return c.type().equals("AbleToScale") && c.reason().startsWith("Backoff");
    }

    private static List<Condition> conditions(ObjectView autoscaler) {
        List<Condition> conditions = new ArrayList<>(autoscaler.conditions());
        String annotated = autoscaler.annotation(ANNOTATION);
        if (conditions.isEmpty() && !annotated.isBlank()) {
            try {
                JsonTree.read(annotated)
                        .forEach(c -> conditions.add(new Condition(
                                c.path("type").asText(),
                                c.path("status").asText(),
                                c.path("reason").asText(),
                                c.path("message").asText(),
                                "",
                                c.path("lastTransitionTime").asText(),
                                false)));
            } catch (IOException e) {
                return conditions;
            }
        }
        return conditions;
    }
}
