package dev.fairlead.rollout.history;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.failure.Pause;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.deploy.ConfigCopies;
import dev.fairlead.rollout.deploy.ConfigRef;
import dev.fairlead.rollout.judge.RevisionOrder;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.WorkloadReader;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.util.Optional;

/** Keeps the configuration of a Deployment's new revision, as soon as the cluster has made that. */
public final class RevisionConfig {
    private static final Duration MADE_WITHIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final ClusterClient cluster;
    private final WorkloadRef ref;
    private final ProgressListener progress;

    public RevisionConfig(ClusterClient cluster, WorkloadRef ref, ProgressListener progress) {
        this.cluster = cluster;
        this.ref = ref;
        this.progress = progress;
    }

    public void keep() {
        WorkloadReader workloads = new WorkloadReader(cluster);
        try {
            if (!(workloads.get(ref) instanceof Deployment deployment)
                    || Boolean.TRUE.equals(deployment.getSpec().getPaused())
                    || ConfigRef.of(cluster.mapper()
                                    .valueToTree(deployment.getSpec().getTemplate()))
                            .isEmpty()) {
                return;
            }
            long end = System.nanoTime() + MADE_WITHIN.toNanos();
            Optional<ReplicaSet> newest = newest(workloads, deployment);
            while (newest.isEmpty() && System.nanoTime() < end) {
                Pause.of(BETWEEN, "stopped after " + ref + " was changed; the rollout goes on in the cluster");
                newest = newest(workloads, deployment);
            }
            if (newest.isEmpty()) {
                progress.warn("no copy of the configuration is kept for an undo: the cluster made no ReplicaSet for "
                        + ref + " within " + MADE_WITHIN.toSeconds() + "s");
            }
            newest.ifPresent(set -> new ConfigCopies(cluster, progress)
                    .take(set, cluster.mapper().valueToTree(set.getSpec().getTemplate())));
        } catch (OpsException e) {
            if (e.kind() == FailureKind.CANCELLED) {
                throw e;
            }
            progress.warn("no copy of the configuration is kept for an undo: " + e.message());
        }
    }

    private static Optional<ReplicaSet> newest(WorkloadReader workloads, Deployment deployment) {
        return RevisionOrder.newest(deployment, workloads.snapshot(deployment).replicaSets());
    }
}
