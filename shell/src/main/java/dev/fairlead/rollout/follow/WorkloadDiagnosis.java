package dev.fairlead.rollout.follow;

import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.diagnosis.CrossCheck;
import dev.fairlead.rollout.evidence.FailureEvidence;
import dev.fairlead.rollout.history.UndoLine;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.TemplateFields;
import dev.fairlead.rollout.judge.Tolerances;
import dev.fairlead.rollout.judge.Verdict;
import dev.fairlead.rollout.model.Diagnosis;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.WorkloadReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges a workload once, adds the evidence and asks the other layers. */
public final class WorkloadDiagnosis {
    private final ClusterClient cluster;
    private final CrossCheck check;

    public WorkloadDiagnosis(ClusterClient cluster, RegistryClient registries) {
        this.cluster = cluster;
        this.check = new CrossCheck(cluster, registries);
    }

    public Diagnosis diagnose(WorkloadRef ref, Tolerances tolerances) {
        WorkloadReader workloads = new WorkloadReader(cluster);
        Snapshot snapshot = workloads.snapshot(workloads.get(ref));
        RolloutStatus status = new FailureEvidence(cluster)
                .added(Judge.judge(snapshot, tolerances).inContext(cluster.context()));
        Optional<String> undo = status.state() == State.FAILED
                ? UndoLine.of(cluster, ref, snapshot, WorkloadChange.NONE)
                : Optional.empty();
        List<Clue> warnings = TemplateFields.of(snapshot.workload()).isEmpty() ? List.of() : check.warnings(snapshot);
        return Diagnosis.of(check.asked(snapshot, status), check.budgets(snapshot, status), warnings, undo);
    }

    /**
     * The failure's status with what other layers say of its verdicts.
     *
     * @throws OpsException when the cluster does not answer
     */
    RolloutStatus asked(WorkloadRef ref, RolloutStatus status) {
        if (status.verdicts().isEmpty()) {
            return status;
        }
        WorkloadReader workloads = new WorkloadReader(cluster);
        Snapshot snapshot = workloads.snapshot(workloads.get(ref));
        List<Clue> budgets = check.budgets(snapshot, status);
        RolloutStatus asked = check.asked(snapshot, status);
        return budgets.isEmpty() ? asked : withBudgets(asked, budgets);
    }

    /** What waits for an eviction may be why there is no room for others. */
    private static RolloutStatus withBudgets(RolloutStatus status, List<Clue> budgets) {
        List<Verdict> verdicts = new ArrayList<>(status.verdicts());
        Verdict first = verdicts.get(0);
        List<Clue> all = new ArrayList<>(first.findings());
        all.addAll(budgets);
        verdicts.set(0, first.withFindings(all));
        return status.withVerdicts(verdicts);
    }
}
