package dev.fairlead.rollout;

import dev.fairlead.failure.Cancelled;
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
                        WorkloadChange.forward(List.of(), one.written()),
                        registries,
                        rules,
                        progress))
                .toList();
        try (WorkloadWatch watch = watched(tracks, chosen, allNamespaces)) {
            return new FollowAll(tracks, registries, failFast, rules, progress).follow(watch);
        }
    }

    private WorkloadWatch watched(List<Track> tracks, List<Chosen> chosen, boolean allNamespaces) {
        try {
            return watch(chosen, allNamespaces);
        } catch (Cancelled e) {
            throw FollowAll.cancelled(tracks);
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
