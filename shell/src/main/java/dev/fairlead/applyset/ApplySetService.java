package dev.fairlead.applyset;

import dev.fairlead.cluster.Confirmation;
import dev.fairlead.cluster.Manifest;
import dev.fairlead.cluster.ManifestFiles;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.journal.Journal;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.model.WaitRules;
import java.util.List;

/** Applies sets of manifests and follows each as one rollout. */
public final class ApplySetService {
    private final Clusters clusters;
    private final Journal journal;
    private final ManifestFiles manifests;
    private final RolloutService rollouts;
    private final Confirmation confirmation;

    /** @param confirmation who is asked before anything is pruned */
    public ApplySetService(
            Clusters clusters,
            Journal journal,
            ManifestFiles manifests,
            RolloutService rollouts,
            Confirmation confirmation) {
        this.clusters = clusters;
        this.journal = journal;
        this.manifests = manifests;
        this.rollouts = rollouts;
        this.confirmation = confirmation;
    }

    /** How the workloads of a set are followed where a line does not say it. */
    public WaitRules settled() {
        return rollouts.settled();
    }

    /**
     * Applies a set in the order of its objects' dependence, and waits until its workloads are current.
     *
     * @throws ApplySetFailed when a part of it fails; it holds what was done
     * @throws OpsException when the set is refused as a whole: nothing is changed then
     */
    public ApplySetResult apply(ApplySetRequest asked, ProgressListener progress) {
        ApplySetRequest request = clusters.isRehearsing() ? asked.asDryRun() : asked;
        if (request.has(ApplySetRequest.Wish.PRUNE) && !request.rules().follow() && !request.dryRun()) {
            throw new OpsException(
                            FailureKind.USAGE,
                            "--prune deletes once everything is well, and --no-wait does not wait for that")
                    .hint(request.line() + " --prune");
        }
        if (request.has(ApplySetRequest.Wish.PRUNE_DATA) && !request.has(ApplySetRequest.Wish.PRUNE)) {
            throw new OpsException(FailureKind.USAGE, "--prune-data says what --prune may delete; it needs --prune")
                    .hint(request.line() + " --prune --prune-data");
        }
        List<Manifest> read = manifests.read(request.sources(), request.recursive());
        ClusterClient cluster = clusters.open(request.scope());
        SetRecord record = new SetRecord(cluster, journal, request.name());
        SetWriter apply = new SetWriter(cluster, request, rollouts, record, progress);
        return new SetRun(cluster, request, apply, record, confirmation, progress).run(read);
    }
}
