package dev.fairlead.rollout;

import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import java.util.List;
import java.util.function.Supplier;

/** Follows several workloads at once. */
final class Together {
    private final Clusters clusters;
    private final ClusterScope scope;
    private final Supplier<RegistryClient> registries;
    private final WaitRules rules;
    private final ProgressListener progress;

    Together(
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
    List<RolloutStatus> follow(List<Chosen> chosen, boolean allNamespaces, boolean failFast) {
        boolean oneNamespace = chosen.stream().map(Chosen::namespace).distinct().count() == 1;
        List<Track> tracks = chosen.stream()
                .map(one -> new Track(
                        clusters.open(scope.inNamespace(one.namespace())),
                        one.ref(),
                        oneNamespace ? one.ref().toString() : one.namespace() + "/" + one.ref(),
                        rules,
                        progress))
                .toList();
        try (WorkloadWatch watch = watch(chosen, allNamespaces)) {
            return new FollowAll(tracks, registries, failFast, rules, progress).follow(watch);
        }
    }

    private WorkloadWatch watch(List<Chosen> chosen, boolean allNamespaces) {
        List<WorkloadRef> refs = chosen.stream().map(Chosen::ref).toList();
        List<String> namespaces = allNamespaces
                ? List.of("")
                : chosen.stream().map(Chosen::namespace).distinct().toList();
        return WorkloadWatch.all(clusters.open(scope), namespaces, refs);
    }
}
