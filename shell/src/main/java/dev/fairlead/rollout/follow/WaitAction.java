package dev.fairlead.rollout.follow;

import dev.fairlead.cluster.NamedObjects;
import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.ClusterClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.NamespacedWorkload;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WaitResult;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.wanted.Wanted;
import dev.fairlead.rollout.watch.WorkloadReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for objects of any kind; what shall be current is followed and judged as {@code rollout status} does. */
public final class WaitAction {
    private final Clusters clusters;
    private final Supplier<RegistryClient> registries;
    private final WaitRequest request;
    private final ProgressListener progress;
    private final ClusterClient cluster;

    public WaitAction(
            Clusters clusters, Supplier<RegistryClient> registries, WaitRequest request, ProgressListener progress) {
        this.clusters = clusters;
        this.registries = registries;
        this.request = request;
        this.progress = progress;
        this.cluster = clusters.open(request.scope());
    }

    /** The objects in the order of the line, each as it was when it was what is wanted. */
    public List<WaitResult> await() {
        List<NamedObjects> targets = NamedObjects.of(request.words(), cluster.discovery());
        targets.forEach(this::check);
        long start = System.nanoTime();
        try (ObjectReflectors reflectors = new ObjectReflectors(cluster, request, targets)) {
            List<AwaitedObject> all = reflectors.awaited();
            if (request.wanted() instanceof Wanted.Current) {
                return follow(all);
            }
            Duration left = request.rules().limit().minusNanos(System.nanoTime() - start);
            return waiting(reflectors, left.isNegative() ? Duration.ZERO : left).await(all);
        }
    }

    private List<WaitResult> follow(List<AwaitedObject> objects) {
        List<NamespacedWorkload> chosen = objects.stream()
                .map(one -> new NamespacedWorkload(
                        one.followed(), one.namespace().isEmpty() ? cluster.namespace() : one.namespace()))
                .toList();
        List<RolloutStatus> statuses = chosen.size() == 1 && !request.allNamespaces()
                ? List.of(follow(chosen.get(0).ref()))
                : new ParallelFollow(clusters, request.scope(), registries, request.rules(), progress)
                        .follow(chosen, request.allNamespaces(), false);
        return statuses.stream()
                .map(status ->
                        new WaitResult(status.workload(), status.namespace(), request.wanted(), true, status.message()))
                .toList();
    }

    private RolloutStatus follow(WorkloadRef ref) {
        return new AfterChange(cluster, registries, request.rules(), progress)
                .follow(ref, new WorkloadReader(cluster).get(ref));
    }

    private ConditionWaiter waiting(ObjectReflectors reflectors, Duration left) {
        Optional<FailFast> hopeless = request.wanted().needsHealth()
                ? Optional.of(new FailFast(clusters, registries, request, progress))
                : Optional.empty();
        return new ConditionWaiter(reflectors, request, left, hopeless, progress);
    }

    private void check(NamedObjects target) {
        boolean selects = !request.labels().isEmpty() || request.all();
        String plural = target.type().plural();
        if (target.names().isEmpty() && !selects) {
            throw usage("say which " + plural + ": KIND/NAME, -l LABELS or --all");
        }
        if (!target.names().isEmpty() && selects) {
            throw usage("a name cannot be given together with -l or --all");
        }
        if (!target.names().isEmpty()
                && request.allNamespaces()
                && target.type().namespaced()) {
            throw usage("an object is named within one namespace, not with -A");
        }
        if (!target.type().verbs().contains("watch")) {
            throw usage("the server cannot watch " + plural + ", so they cannot be waited for");
        }
    }

    private static OpsException usage(String message) {
        return new OpsException(FailureKind.USAGE, message).hint("help rollout wait");
    }
}
