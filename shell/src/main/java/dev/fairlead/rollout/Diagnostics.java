package dev.fairlead.rollout;

import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.diagnosis.Clue;
import dev.fairlead.rollout.diagnosis.CrossCheck;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Tolerances;
import java.util.List;
import java.util.Optional;

/** Judges a workload once, adds the evidence and asks the other layers. */
final class Diagnostics {
    private final ClusterClient cluster;
    private final CrossCheck check;

    Diagnostics(ClusterClient cluster, RegistryClient registries) {
        this.cluster = cluster;
        this.check = new CrossCheck(cluster, registries);
    }

    Diagnosis diagnose(WorkloadRef ref, Tolerances tolerances) {
        Workloads workloads = new Workloads(cluster);
        Snapshot snapshot = workloads.snapshot(workloads.get(ref));
        RolloutStatus status =
                new Evidence(cluster).added(Judge.judge(snapshot, tolerances).inContext(cluster.context()));
        Optional<String> undo = status.state() == State.FAILED ? UndoLine.of(cluster, ref, snapshot) : Optional.empty();
        return Diagnosis.of(status, check.clues(snapshot, status), check.warnings(snapshot), undo);
    }

    /** The same failure with what other layers say of it. */
    RolloutFailed enriched(WorkloadRef ref, RolloutFailed failed) {
        if (failed.status().verdicts().isEmpty()) {
            return failed;
        }
        Workloads workloads = new Workloads(cluster);
        List<Clue> clues = check.clues(workloads.snapshot(workloads.get(ref)), failed.status());
        return clues.isEmpty() ? failed : failed.with(clues);
    }
}
