package dev.fairlead.rollout.follow;

import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.RolloutsFailed;
import dev.fairlead.rollout.model.WaitRules;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.WorkloadWatch;
import java.util.List;
import java.util.function.Supplier;

/** Follows several workloads at once. */
public final class ParallelFollow {
    private final Clusters clusters;
    private final ClusterScope scope;
    private final Supplier<RegistryClient> registries;
    private final WaitRules rules;
    private final ProgressListener progress;

    public ParallelFollow(
            Clusters clusters,
            ClusterScope scope,
            Supplier<RegistryClient> registries,
            WaitRules rules,
            ProgressListener progress) {
        this.clusters = clusters;
        this.scope = scope;
        this.registries = registries;
        this.rules = rules;
        this.progress = progress;
    }

    /**
     * Their statuses, in order.
     *
     * @throws RolloutsFailed when one is not current in the end
     */
    public List<RolloutStatus> follow(List<NamespacedWorkload> chosen, boolean allNamespaces, boolean failFast) {
        boolean oneNamespace =
                chosen.stream().map(NamespacedWorkload::namespace).distinct().count() == 1;
        List<FollowedWorkload> workloads = chosen.stream()
                .map(one -> new FollowedWorkload(
                        clusters.open(scope.inNamespace(one.namespace())),
                        one.ref(),
                        oneNamespace ? one.ref().toString() : one.namespace() + "/" + one.ref(),
                        WorkloadChange.forward(List.of(), one.written()),
                        registries,
                        rules,
                        progress))
                .toList();
        return new RolloutFollower(workloads, registries, failFast, rules, progress)
                .followAll(() -> watch(chosen, allNamespaces));
    }

    private WorkloadWatch watch(List<NamespacedWorkload> chosen, boolean allNamespaces) {
        List<WorkloadRef> refs = chosen.stream().map(NamespacedWorkload::ref).toList();
        List<String> namespaces = allNamespaces
                ? List.of("")
                : chosen.stream().map(NamespacedWorkload::namespace).distinct().toList();
        return WorkloadWatch.all(clusters.open(scope), namespaces, refs);
    }
}
