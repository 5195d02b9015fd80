package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import dev.fairlead.rollout.judge.ObjectView.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What conditions say: those that a row of {@link KindTable} names, or else those that the vocabulary knows. Its sources:
 *
 * <ul>
 *   <li>{@code Ready}: kstatus' README, "The Ready Condition"; cert-manager, Knative, Strimzi, Cluster API and most others
 *       set it.
 *   <li>{@code Synced} beside {@code Ready}: crossplane/crossplane-runtime, {@code apis/common/v1/condition.go}.
 *   <li>{@code Succeeded}, which ends what runs once: knative.dev/pkg, {@code apis/condition_types.go}; Tekton sets it.
 *   <li>{@code Failed} and {@code Complete}: as Jobs have them (kubernetes/api, {@code batch/v1}).
 *   <li>{@code Available}, {@code Progressing}, {@code Degraded}: as Deployments have the first two; all three
 *       openshift/api, {@code config/v1/types_cluster_operator.go}.
 *   <li>{@code Accepted}, {@code Programmed}, {@code ResolvedRefs}: kubernetes-sigs/gateway-api, {@code
 *       apis/v1/gateway_types.go}.
 *   <li>{@code observedGeneration} of a condition: kubernetes/apimachinery, {@code pkg/apis/meta/v1/types.go}.
 *   <li>{@code severity}: Cluster API, {@code api/core/v1beta1/condition_types.go}; Azure Service Operator, {@code
 *       genruntime/conditions}.
 * </ul>
 */
final class ConditionRules {
    private final StatusWords words = StatusWords.get();
    private final Conditions conditions;
    private final Elapsed elapsed;

    ConditionRules(Conditions conditions, Elapsed elapsed) {
        this.conditions = conditions;
        this.elapsed = elapsed;
    }

    /** By the row of its kind. */
    List<KnownAnnotations> told(KindRow row) {
        List<KnownAnnotations> told = new ArrayList<>();
        conditions.fresh().stream()
                .filter(Condition::isTrue)
                .filter(c -> !named(row.ignored(), c) && !named(row.needs(), c) && !named(row.optional(), c))
                .forEach(c -> {
                    if (named(row.fails(), c) || !named(row.working(), c) && words.isCondition("bad", c.type())) {
                        told.add(failed(c));
                    } else if (named(row.working(), c)) {
                        told.add(KnownAnnotations.waiting(of(plain(c) + ": " + c.words())));
                    }
                });
        for (String need : row.needs()) {
            List<String> either = List.of(need.split("\\|"));
            Optional<Condition> found = either.stream()
                    .flatMap(type -> conditions.of(type).stream())
                    .findFirst();
            told.add(found.map(c -> needed(c, Optional.of(row)))
                    .orElseGet(() ->
                            KnownAnnotations.waiting(of("waits for the condition " + String.join(" or ", either)))));
        }
        row.optional().stream()
                .flatMap(type -> conditions.of(type).stream())
                .forEach(c -> told.add(needed(c, Optional.of(row))));
        return told;
    }

    /** By the vocabulary. */
    List<KnownAnnotations> told() {
        List<Condition> fresh = conditions.fresh();
        List<KnownAnnotations> told = new ArrayList<>();
        fresh.stream()
                .filter(c -> c.isTrue() && words.isCondition("bad", c.type()))
                .forEach(c -> told.add(failed(c)));
        List<Condition> good = role("good");
        List<Condition> last = role("last");
        good.forEach(c -> told.add(needed(c, Optional.empty())));
        boolean well = !good.isEmpty() && good.stream().allMatch(c -> c.isTrue() && !c.behind());
        last.stream().filter(c -> c.isTrue() || !well).forEach(c -> told.add(end(c)));
        fresh.stream().filter(c -> words.isCondition("working", c.type())).forEach(c -> told.addAll(working(c)));
        if (good.isEmpty() && last.isEmpty()) {
            role("goodEnds").forEach(c -> told.add(needed(c, Optional.empty())));
            suspect().ifPresent(told::add);
        }
        return told;
    }

    /** Of conditions that nobody knows, one that is not known yet or says that something went wrong. */
    private Optional<KnownAnnotations> suspect() {
        return conditions.fresh().stream()
                .filter(c -> !words.isCondition("bad", c.type()) && !words.isCondition("working", c.type()))
                .filter(c -> c.status().equals("Unknown") || c.isFalse() && words.isWrong(c.reason()))
                .findFirst()
                .map(c -> missing(c, Optional.empty()));
    }

    /** Where nothing else tells: that all are of an older generation. */
    Optional<KnownAnnotations> old() {
        return conditions.fresh().isEmpty() && !conditions.all().isEmpty()
                ? Optional.of(KnownAnnotations.waiting(of("its conditions are of an older generation")))
                : Optional.empty();
    }

    private List<Condition> role(String role) {
        return conditions.all().stream()
                .filter(c -> words.isCondition(role, c.type()))
                .toList();
    }

    private KnownAnnotations needed(Condition c, Optional<KindRow> row) {
        if (words.isCondition("last", c.type())) {
            return end(c);
        } else if (c.behind()) {
            return KnownAnnotations.waiting(of("the condition " + c.type() + " is of an older generation"));
        }
        return c.isTrue() ? KnownAnnotations.current(of(plain(c))) : missing(c, row);
    }

    private KnownAnnotations missing(Condition c, Optional<KindRow> row) {
        String reason = "not " + plain(c);
        String message = of(reason + ": " + c.words());
        if (words.isPaused(c.reason())) {
            return KnownAnnotations.waiting("paused", of("paused: " + c.words()));
        }
        boolean retried = row.filter(KindRow::retried).isPresent()
                || c.severity().equals("Info")
                || c.severity().equals("Warning");
        boolean last = row.filter(KindRow::falseFails).isPresent()
                || c.severity().equals("Error")
                || words.isFinal(c.reason())
                || words.isWrong(c.reason()) && elapsed.isBeyondPending(c.since());
        return c.isFalse() && last && !retried
                ? KnownAnnotations.failed(reason, message)
                : KnownAnnotations.waiting(reason, message);
    }

    /** What runs once is over when it is True, and failed when {@code Succeeded} is False. */
    private KnownAnnotations end(Condition c) {
        if (c.behind()) {
            return KnownAnnotations.waiting(of("the condition " + c.type() + " is of an older generation"));
        } else if (c.isTrue()) {
            return KnownAnnotations.ended(of(plain(c)));
        }
        return c.isFalse() && c.type().equalsIgnoreCase("Succeeded")
                ? KnownAnnotations.failed("failed", of("failed: " + c.words()))
                : KnownAnnotations.waiting(of(c.words()));
    }

    private List<KnownAnnotations> working(Condition c) {
        if (c.isFalse() && c.reason().equals("ProgressDeadlineExceeded")) {
            return List.of(KnownAnnotations.failed("progress deadline exceeded", of(c.words())));
        }
        return c.isTrue() && !words.isOver(c.reason())
                ? List.of(KnownAnnotations.waiting(of(plain(c) + ": " + c.words())))
                : List.of();
    }

    private KnownAnnotations failed(Condition c) {
        String plain = plain(c);
        return KnownAnnotations.failed(plain, of(plain + ": " + c.words()));
    }

    private String of(String message) {
        return conditions.of().isEmpty() ? message : conditions.of() + ": " + message;
    }

    /** {@code ResolvedRefs} as {@code resolved refs}. */
    private static String plain(Condition c) {
        return c.type()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .replaceAll("[._]", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean named(List<String> types, Condition c) {
        return types.stream().flatMap(type -> Stream.of(type.split("\\|"))).anyMatch(c.type()::equalsIgnoreCase);
    }
}
