package dev.fairlead.rollout.diagnosis;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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

    /** What other layers say of the status's verdicts, in their order. */
    public List<Clue> clues(Snapshot snapshot, RolloutStatus status) {
        Set<Clue> clues = new LinkedHashSet<>();
        for (Verdict verdict : status.verdicts()) {
            switch (verdict.family()) {
                case IMAGE -> {
                    ImageCheck images = new ImageCheck(cluster, registries, snapshot, verdict);
                    clues.addAll(asked(Layer.REGISTRY, images::registry));
                    clues.addAll(asked(Layer.PULL_SECRET, images::pullSecrets));
                }
                case START, CRASH -> {
                    if (ImageCheck.isForAnotherMachine(verdict)) {
                        ImageCheck images = new ImageCheck(cluster, registries, snapshot, verdict);
                        clues.addAll(asked(Layer.REGISTRY, images::registry));
                    }
                }
                case CONFIG ->
                    clues.addAll(asked(Layer.CONFIG, () -> check(snapshot).config(verdict)));
                case SCHEDULING ->
                    clues.addAll(asked(Layer.NODES, () -> check(snapshot).nodes(verdict)));
                case VOLUME ->
                    clues.addAll(asked(Layer.VOLUME, () -> check(snapshot).volumes(verdict)));
                case ADMISSION ->
                    clues.addAll(asked(Layer.ADMISSION, () -> check(snapshot).admission(verdict)));
                default -> {
                    // The evidence of the others is a log, which the verdict has.
                }
            }
        }
        return List.copyOf(clues);
    }

    /** Services and Ingresses that do not bring requests to the workload's pods, ready or not. */
    public List<Clue> warnings(Snapshot snapshot) {
        RequestPaths paths = new RequestPaths(new Surroundings(cluster), snapshot.workload());
        List<Clue> warnings = new ArrayList<>(asked(Layer.SERVICE, paths::services));
        warnings.addAll(asked(Layer.INGRESS, paths::ingresses));
        return warnings;
    }

    private ClusterCheck check(Snapshot snapshot) {
        return new ClusterCheck(new Surroundings(cluster), snapshot);
    }

    private static List<Clue> asked(Layer layer, Supplier<List<Clue>> ask) {
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
