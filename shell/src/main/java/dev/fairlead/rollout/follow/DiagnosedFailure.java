package dev.fairlead.rollout.follow;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.Diagnosis;
import java.util.List;
import java.util.Optional;

/** A workload was diagnosed, and waiting does not help it. The diagnosis is the result. */
public final class DiagnosedFailure extends OpsException {
    private final transient Diagnosis diagnosis;

    public DiagnosedFailure(FailureKind kind, Diagnosis diagnosis) {
        super(
                kind,
                message(diagnosis),
                List.of(),
                diagnosis.next().stream().limit(1).toList(),
                null);
        this.diagnosis = diagnosis;
    }

    public Diagnosis diagnosis() {
        return diagnosis;
    }

    @Override
    public Optional<Object> result() {
        return Optional.of(diagnosis);
    }

    private static String message(Diagnosis diagnosis) {
        RolloutStatus status = diagnosis.status();
        if (status.state() == State.TERMINATING) {
            return status.workload() + " is being deleted";
        }
        String why = status.state() == State.FAILED
                ? status.message()
                : diagnosis.verdicts().stream()
                        .findFirst()
                        .map(Verdict::message)
                        .orElse(status.message());
        return status.workload() + " is not current: " + why;
    }
}
