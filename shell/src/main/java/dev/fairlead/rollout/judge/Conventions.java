package dev.fairlead.rollout.judge;

import dev.fairlead.rollout.judge.ObjectView.Condition;
import dev.fairlead.rollout.judge.ObjectView.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a status says: first by the row of its kind, then by what controllers agree on. The worst that anything says is
 * what holds, but what runs once and is over is over.
 */
final class Conventions {
    private final ObjectView object;
    private final Optional<KindRow> row;
    private final Elapsed elapsed;

    Conventions(ObjectView object, Elapsed elapsed) {
        this.object = object;
        this.row = KindTable.row(object.group(), object.kind());
        this.elapsed = elapsed;
    }

    /** Whether it may have no status for ever. */
    boolean isStatusless() {
        return row.filter(KindRow::statusless).isPresent();
    }

    /** Empty where nothing in the status is known. */
    Optional<KnownAnnotations> told() {
        return unusual(object).or(() -> row.filter(KindRow::tells).isPresent() ? byRow(row.get()) : byConvention());
    }

    /**
     * What goes before the rule of a kind: {@code Stalled} and {@code Reconciling}, True where something is unusual
     * (kubernetes-sigs/cli-utils, {@code pkg/kstatus/status/generic.go}; Flux sets them).
     */
    static Optional<KnownAnnotations> unusual(ObjectView object) {
        return object.condition("Stalled")
                .filter(Condition::isTrue)
                .map(c -> KnownAnnotations.failed("stalled", "stalled: " + c.words()))
                .or(() -> object.condition("Reconciling")
                        .filter(Condition::isTrue)
                        .map(c -> KnownAnnotations.waiting(c.words())));
    }

    private Optional<KnownAnnotations> byRow(KindRow known) {
        List<KnownAnnotations> told = new ArrayList<>();
        if (known.each().isPresent()) {
            List<Conditions> each = object.each(known.each().get());
            each.forEach(conditions -> told.addAll(rules(conditions).told(known)));
            if (!object.own().all().isEmpty()) {
                told.addAll(rules(object.own()).told(known));
            } else if (each.isEmpty()) {
                told.add(KnownAnnotations.waiting("its " + known.each().get() + " is empty"));
            }
        } else {
            told.addAll(rules(object.own()).told(known));
        }
        boolean well = worst(told).filter(t -> t.state() == State.CURRENT).isPresent();
        told.addAll(new ValueRules(object, row).told(known, well));
        return worst(told);
    }

    private Optional<KnownAnnotations> byConvention() {
        List<Conditions> groups = new ArrayList<>(List.of(object.own()));
        groups.addAll(object.nested());
        List<KnownAnnotations> told = new ArrayList<>();
        groups.forEach(conditions -> told.addAll(rules(conditions).told()));
        ValueRules values = new ValueRules(object, row);
        told.addAll(values.told());
        return worst(told)
                .or(() -> worst(values.further()))
                .or(() -> groups.stream()
                        .flatMap(conditions -> rules(conditions).old().stream())
                        .findFirst());
    }

    private ConditionRules rules(Conditions conditions) {
        return new ConditionRules(conditions, elapsed);
    }

    private static Optional<KnownAnnotations> worst(List<KnownAnnotations> told) {
        return first(told, State.FAILED)
                .or(() -> told.stream().filter(KnownAnnotations::ended).findFirst())
                .or(() -> told.stream()
                        .filter(t ->
                                t.state() == State.IN_PROGRESS && !t.reason().isEmpty())
                        .findFirst())
                .or(() -> first(told, State.IN_PROGRESS))
                .or(() -> first(told, State.CURRENT));
    }

    private static Optional<KnownAnnotations> first(List<KnownAnnotations> told, State state) {
        return told.stream().filter(t -> t.state() == state).findFirst();
    }
}
