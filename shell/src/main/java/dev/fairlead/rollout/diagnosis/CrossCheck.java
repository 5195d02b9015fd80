package dev.fairlead.rollout.diagnosis;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.Clue;
import dev.fairlead.rollout.judge.ClusterLayer;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Verdict;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Asks other layers about the verdicts on a workload. What cannot be asked is said and does no harm. */
public final class CrossCheck {
    private final ClusterClient cluster;
    private final RegistryClient registries;

    public CrossCheck(ClusterClient cluster, RegistryClient registries) {
        this.cluster = cluster;
        this.registries = registries;
    }

    /** The status with what other layers say of its verdicts; a clue to several stands at the first. */
    public RolloutStatus asked(Snapshot snapshot, RolloutStatus status) {
        Set<Clue> told = new HashSet<>();
        return status.withVerdicts(status.verdicts().stream()
                .map(verdict -> verdict.withFindings(
                        clues(snapshot, verdict).stream().filter(told::add).toList()))
                .toList());
    }

    private List<Clue> clues(Snapshot snapshot, Verdict verdict) {
        List<Clue> clues = new ArrayList<>();
        switch (verdict.family()) {
            case IMAGE -> {
                ImageCheck images = new ImageCheck(cluster, registries, snapshot, verdict);
                clues.addAll(asked(ClusterLayer.REGISTRY, images::registry));
                clues.addAll(asked(ClusterLayer.PULL_SECRET, images::pullSecrets));
            }
            case START, CRASH -> {
                if (ImageCheck.isForAnotherMachine(verdict)) {
                    ImageCheck images = new ImageCheck(cluster, registries, snapshot, verdict);
                    clues.addAll(asked(ClusterLayer.REGISTRY, images::registry));
                }
            }
            case CONFIG ->
                clues.addAll(asked(ClusterLayer.CONFIG, () -> check(snapshot).config(verdict)));
            case SCHEDULING ->
                clues.addAll(asked(ClusterLayer.NODES, () -> check(snapshot).nodes(verdict)));
            case VOLUME ->
                clues.addAll(asked(ClusterLayer.VOLUME, () -> check(snapshot).volumes(verdict)));
            case ADMISSION ->
                clues.addAll(asked(ClusterLayer.ADMISSION, () -> check(snapshot).admission(verdict)));
            default -> {
                // The evidence of the others is a log, which the verdict has.
            }
        }
        return clues;
    }

    /** PodDisruptionBudgets that hold up who wants to evict the workload's pods. */
    public List<Clue> budgets(Snapshot snapshot, RolloutStatus status) {
        DiagnosisContext surroundings = new DiagnosisContext(cluster);
        BudgetClues clues = new BudgetClues(snapshot, status);
        List<Pod> waiting = clues.waiting(surroundings.cordonedNodes());
        return waiting.isEmpty()
                ? List.of()
                : asked(
                        ClusterLayer.BUDGET,
                        () -> BudgetClues.of(waiting, surroundings.served("policy", "PodDisruptionBudget")));
    }

    /** Services and Ingresses that do not bring requests to the workload's pods, ready or not. */
    public List<Clue> warnings(Snapshot snapshot) {
        RequestPaths paths = new RequestPaths(new DiagnosisContext(cluster), snapshot.workload());
        List<Clue> warnings = new ArrayList<>(asked(ClusterLayer.SERVICE, paths::services));
        warnings.addAll(asked(ClusterLayer.INGRESS, paths::ingresses));
        return warnings;
    }

    private ClusterCheck check(Snapshot snapshot) {
        return new ClusterCheck(new DiagnosisContext(cluster), snapshot);
    }

    private static List<Clue> asked(ClusterLayer layer, Supplier<List<Clue>> ask) {
        try {
            return ask.get();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            return List.of(Clue.of(layer, "not looked at: " + e.message()));
        }
    }
}
