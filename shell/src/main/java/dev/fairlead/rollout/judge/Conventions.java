package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What conditions mean where no rule of the kind says otherwise.
 *
 * <ul>
 *   <li>{@code Stalled} and {@code Reconciling}, true where something is unusual: kubernetes-sigs/cli-utils, {@code
 *       pkg/kstatus/status/generic.go}; Flux sets them.
 *   <li>{@code Ready}: kstatus' README, "The Ready Condition"; false is not final, for "there is no way to determine if a
 *       resource with the Ready condition set to False is making progress or is doomed". cert-manager, Knative, Strimzi,
 *       Cluster API and most others set it.
 *   <li>{@code Synced} beside {@code Ready}: crossplane/crossplane-runtime, {@code apis/common/v1/condition.go}.
 *   <li>{@code Succeeded}, which ends things that run once: knative.dev/pkg, {@code apis/condition_types.go}; Tekton sets
 *       it.
 *   <li>{@code Failed} and {@code Complete}: as Jobs have them (kubernetes/api, {@code batch/v1}).
 *   <li>{@code Available}, {@code Progressing}, {@code Degraded}: as Deployments have the first two; all three
 *       openshift/api, {@code config/v1/types_cluster_operator.go}.
 *   <li>{@code Accepted} and {@code Programmed}: kubernetes-sigs/gateway-api, {@code apis/v1/gateway_types.go}.
 *   <li>{@code status.phase}, where there are no conditions: kubernetes/community, api-conventions.md calls it deprecated;
 *       older operators have nothing else. Only words that leave no doubt are read.
 * </ul>
 */
final class Conventions {
    private static final Set<String> WAITING_PHASES = Set.of(
            "pending",
            "creating",
            "provisioning",
            "progressing",
            "initializing",
            "installing",
            "deploying",
            "updating",
            "upgrading",
            "reconciling",
            "inprogress",
            "notready");
    private static final Set<String> FAILED_PHASES = Set.of("failed", "error");
    private static final List<String> POSITIVE = List.of("Available", "Programmed", "Accepted");

    private Conventions() {}

    /** Empty where nothing in the status is known. */
    static Optional<Told> of(ObjectView object) {
        return unusual(object)
                .or(() -> once(object))
                .or(() -> ready(object))
                .or(() -> serving(object))
                .or(() -> phase(object));
    }

    /** What goes before the rule of a kind. */
    static Optional<Told> unusual(ObjectView object) {
        return object.condition("Reconciling")
                .filter(Condition::isTrue)
                .map(c -> Told.waiting(c.words()))
                .or(() -> object.condition("Stalled")
                        .filter(Condition::isTrue)
                        .map(c -> Told.failed("stalled", "stalled: " + c.words())));
    }

    private static Optional<Told> once(ObjectView object) {
        Optional<Condition> failed = object.condition("Failed").filter(Condition::isTrue);
        if (failed.isPresent()) {
            return failed.map(c -> Told.failed("failed", "failed: " + c.words()));
        }
        Optional<Condition> succeeded = object.condition("Succeeded");
        if (succeeded.isPresent()) {
            return succeeded.map(c -> c.isTrue()
                    ? Told.current("succeeded")
                    : c.isFalse() ? Told.failed("failed", "failed: " + c.words()) : Told.waiting(c.words()));
        }
        return object.condition("Complete").filter(Condition::isTrue).map(c -> Told.current("complete"));
    }

    private static Optional<Told> ready(ObjectView object) {
        Optional<Condition> unsynced = object.condition("Synced").filter(Condition::isFalse);
        if (unsynced.isPresent()) {
            return unsynced.map(c -> Told.waiting("not synced", "not synced: " + c.words()));
        }
        return object.condition("Ready")
                .map(c -> c.isTrue() ? Told.current("ready") : Told.waiting("not ready", "not ready: " + c.words()));
    }

    private static Optional<Told> serving(ObjectView object) {
        Optional<Condition> late = object.condition("Progressing")
                .filter(c -> c.isFalse() && c.reason().equals("ProgressDeadlineExceeded"));
        if (late.isPresent()) {
            return late.map(c -> Told.failed("progress deadline exceeded", c.words()));
        }
        Optional<Condition> degraded = object.condition("Degraded").filter(Condition::isTrue);
        if (degraded.isPresent()) {
            return degraded.map(c -> Told.waiting("degraded", "degraded: " + c.words()));
        }
        List<Condition> positive = POSITIVE.stream()
                .flatMap(type -> object.condition(type).stream())
                .toList();
        Optional<Condition> missing = positive.stream().filter(c -> !c.isTrue()).findFirst();
        if (missing.isPresent()) {
            return missing.map(c -> Told.waiting(
                    "not " + c.type().toLowerCase(Locale.ROOT),
                    "not " + c.type().toLowerCase(Locale.ROOT) + ": " + c.words()));
        }
        Optional<Condition> progressing = object.condition("Progressing")
                .filter(Condition::isTrue)
                .filter(c -> !c.reason().equals("NewReplicaSetAvailable"));
        return positive.isEmpty()
                ? Optional.empty()
                : progressing
                        .map(c -> Told.waiting("progressing: " + c.words()))
                        .or(() ->
                                Optional.of(Told.current(positive.get(0).type().toLowerCase(Locale.ROOT))));
    }

    private static Optional<Told> phase(ObjectView object) {
        String phase = object.text("status", "phase");
        String plain = phase.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
        if (FAILED_PHASES.contains(plain)) {
            String message = object.text("status", "message");
            return Optional.of(Told.failed("phase " + phase, message.isEmpty() ? "its phase is " + phase : message));
        }
        return WAITING_PHASES.contains(plain) ? Optional.of(Told.waiting("its phase is " + phase)) : Optional.empty();
    }
}
