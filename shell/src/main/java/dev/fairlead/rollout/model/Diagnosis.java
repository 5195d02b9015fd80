package dev.fairlead.rollout.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.Family;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with a workload at one moment, and what to do.
 *
 * @param verdicts fatal ones first; those of the status
 * @param findings those of all verdicts, and the budgets that hold up who wants to evict pods
 * @param warnings why requests may not reach the pods although they are ready
 * @param next lines to type next, the best first
 */
public record Diagnosis(
        @JsonIgnoreProperties("verdicts") RolloutStatus status,
        List<Verdict> verdicts,
        List<Clue> findings,
        List<Clue> warnings,
        List<String> next) {

    public static Diagnosis of(RolloutStatus status, List<Clue> budgets, List<Clue> warnings, Optional<String> undo) {
        List<Clue> findings = new ArrayList<>(status.findings());
        findings.addAll(budgets);
        Set<String> next = new LinkedHashSet<>();
        findings.forEach(clue -> next.add(clue.next()));
        status.verdicts().forEach(verdict -> next.add(verdict.next()));
        if (status.state() == State.FAILED) {
            undo.ifPresent(next::add);
        }
        warnings.forEach(clue -> next.add(clue.next()));
        next.remove("");
        return new Diagnosis(
                status, status.verdicts(), List.copyOf(findings), List.copyOf(warnings), new ArrayList<>(next));
    }

    /** What the workload failed with; empty when it is current, or may yet become so by waiting. */
    public Optional<FailureKind> failure() {
        if (status.state() == State.TERMINATING) {
            return Optional.of(FailureKind.ROLLOUT_STUCK);
        }
        Optional<Family> fatal = status.state() == State.FAILED
                ? status.fatal().map(Verdict::family)
                : verdicts.stream()
                        .map(Verdict::family)
                        .filter(Family.STUCK::equals)
                        .findFirst();
        return fatal.map(Family::kind);
    }
}
