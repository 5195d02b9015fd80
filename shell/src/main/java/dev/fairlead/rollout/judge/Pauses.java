package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import java.util.List;

/**
 * Whether somebody has told an object's controller to leave it alone: a pause is neither an end nor a failure. What is
 * started at times, as a CronJob is, is as it should be while nothing starts.
 */
final class Pauses {
    /** Below the spec: Flux and Kueue; Knative; Cluster API, Argo and others; OpenKruise. */
    private static final List<String> FIELDS = List.of(
            "spec.suspend",
            "spec.suspended",
            "spec.paused",
            "spec.pause",
            "spec.updateStrategy.paused",
            "spec.updateStrategy.rollingUpdate.paused");

    /** Strimzi, Crossplane, KEDA and Cluster API; CloudNativePG says {@code disabled}. */
    private static final List<String> ANNOTATIONS = List.of(
            "strimzi.io/pause-reconciliation",
            "crossplane.io/paused",
            "autoscaling.keda.sh/paused",
            "cluster.x-k8s.io/paused",
            "cnpg.io/reconciliation",
            "cnpg.io/reconciliationLoop");

    private final ObjectView object;

    Pauses(ObjectView object) {
        this.object = object;
    }

    boolean any() {
        return FIELDS.stream().anyMatch(field -> object.textAt(field).equals("true"))
                || ANNOTATIONS.stream().anyMatch(this::isAnnotated)
                || object.conditions().stream()
                        .filter(Condition::isTrue)
                        .anyMatch(c -> StatusWords.get().isCondition("paused", c.type()));
    }

    /** What goes on with an object of which that is told. */
    KnownAnnotations told(KnownAnnotations told) {
        if (told.state() == State.FAILED || told.ended() || !any()) {
            return told;
        } else if (told.state() == State.CURRENT && isStartedAtTimes()) {
            return KnownAnnotations.current(told.message() + ", paused");
        }
        return told.reason().equals("paused") ? told : KnownAnnotations.waiting("paused", "paused: " + told.message());
    }

    /** Cluster API takes the annotation for a pause whatever its value is. */
    private boolean isAnnotated(String name) {
        return object.hasAnnotation(name) && !object.annotation(name).equals("false");
    }

    private boolean isStartedAtTimes() {
        return object.kind().startsWith("Cron") || object.kind().contains("Schedule");
    }
}
