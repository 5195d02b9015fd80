package dev.fairlead.rollout;

import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.diagnosis.Clue;
import dev.fairlead.rollout.diagnosis.CrossCheck;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.judge.Templates;
import dev.fairlead.rollout.judge.Tolerances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Judges a workload once, adds the evidence and asks the other layers. */
final class Diagnostics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
        List<Clue> warnings = Templates.of(snapshot.workload()).isEmpty() ? List.of() : check.warnings(snapshot);
        List<Clue> clues = new ArrayList<>(check.clues(snapshot, status));
        clues.addAll(check.budgets(snapshot, status));
        return Diagnosis.of(status, clues, warnings, undo);
    }

    /** The same failure with what other layers say of it; none of them may hold it up for long. */
    RolloutFailed enriched(WorkloadRef ref, RolloutFailed failed) {
        if (failed.status().verdicts().isEmpty()) {
            return failed;
        }
        FutureTask<List<Clue>> asked = new FutureTask<>(() -> {
            Workloads workloads = new Workloads(cluster);
            return check.clues(workloads.snapshot(workloads.get(ref)), failed.status());
        });
        Thread asking = new Thread(asked, "what other layers say of " + ref);
        asking.setDaemon(true);
        asking.start();
        try {
            List<Clue> clues = asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return clues.isEmpty() ? failed : failed.with(clues);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed;
        } catch (ExecutionException | TimeoutException e) {
            // The failure stands without them; rollout diagnose asks again and waits.
            return failed;
        } finally {
            asked.cancel(true);
        }
    }
}
