package dev.fairlead.rollout.watch;

import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.rollout.judge.Judge;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.Snapshot;
import dev.fairlead.rollout.judge.Tolerances;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges every workload of a namespace; each kind is listed once, however many workloads there are. */
public final class NamespaceStatus {
    private final ClusterClient cluster;

    public NamespaceStatus(ClusterClient cluster) {
        this.cluster = cluster;
    }

    public List<RolloutStatus> statuses(Tolerances tolerances) {
        WorkloadReader workloads = new WorkloadReader(cluster);
        List<HasMetadata> all = new ArrayList<>(workloads.list(Deployment.class, Optional.empty()));
        all.addAll(workloads.list(StatefulSet.class, Optional.empty()));
        all.addAll(workloads.list(DaemonSet.class, Optional.empty()));
        List<ReplicaSet> sets = workloads.list(ReplicaSet.class, Optional.empty());
        List<ControllerRevision> revisions = workloads.list(ControllerRevision.class, Optional.empty());
        List<Pod> pods = workloads.list(Pod.class, Optional.empty());
        List<Event> events = workloads.events();
        Instant now = Instant.now().plus(cluster.clockSkew());
        return all.stream()
                .map(workload -> Snapshot.owned(workload, sets, revisions, pods, events, now))
                .map(snapshot -> Judge.judge(snapshot, tolerances).inContext(cluster.context()))
                .toList();
    }
}
