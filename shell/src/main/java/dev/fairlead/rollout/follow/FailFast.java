package dev.fairlead.rollout.follow;

import dev.fairlead.image.RegistryClient;
import dev.fairlead.kubernetes.Clusters;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.judge.State;
import dev.fairlead.rollout.model.RolloutFailed;
import dev.fairlead.rollout.model.WaitRequest;
import dev.fairlead.rollout.model.WorkloadChange;
import dev.fairlead.rollout.model.WorkloadRef;
import dev.fairlead.rollout.watch.Poll;
import dev.fairlead.rollout.watch.WorkloadWatch;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ends the wait for a workload whose rollout has failed: what only a healthy one becomes, it will never be. */
final class FailFast implements AutoCloseable {
    private final Clusters clusters;
    private final Supplier<RegistryClient> registries;
    private final WaitRequest request;
    private final ProgressListener progress;
    private final Map<AwaitedObject, FollowedWorkload> tracks = new HashMap<>();
    private @Nullable WorkloadWatch watch;

    FailFast(Clusters clusters, Supplier<RegistryClient> registries, WaitRequest request, ProgressListener progress) {
        this.clusters = clusters;
        this.registries = registries;
        this.request = request;
        this.progress = progress;
    }

    /** Begins to watch those that roll out; the others have hope for ever. */
    void begin(List<AwaitedObject> awaited) {
        Set<WorkloadRef> refs = new LinkedHashSet<>();
        Set<String> namespaces = new LinkedHashSet<>();
        for (AwaitedObject one : awaited) {
            Optional<WorkloadRef> ref = one.workload();
            if (ref.isPresent()) {
                refs.add(ref.get());
                namespaces.add(one.namespace());
                tracks.put(
                        one,
                        new FollowedWorkload(
                                clusters.open(request.scope().inNamespace(one.namespace())),
                                ref.get(),
                                one.shown(),
                                WorkloadChange.NONE,
                                registries,
                                request.rules(),
                                progress));
            }
        }
        if (!tracks.isEmpty()) {
            watch = WorkloadWatch.all(
                    clusters.open(request.scope()), request.allNamespaces() ? Set.of("") : namespaces, refs);
        }
    }

    /** @throws RolloutFailed when the rollout of one of those that are left has failed */
    void check(List<AwaitedObject> left, Duration took) {
        WorkloadWatch known = watch;
        if (known == null) {
            return;
        }
        Poll poll = new Poll(known, false);
        for (AwaitedObject one : left) {
            FollowedWorkload workload = tracks.get(one);
            if (workload != null
                    && poll.snapshot(workload.ref(), one.namespace()).isPresent()) {
                check(workload, poll, took);
            }
        }
    }

    private void check(FollowedWorkload workload, Poll poll, Duration took) {
        RolloutStatus status = workload.look(poll);
        workload.hear(status);
        if (status.state() == State.FAILED) {
            try {
                workload.finished(status, poll, took);
            } catch (RolloutFailed e) {
                throw CrossLayerChecks.answered(List.of(workload.question(e, registries.get())))
                        .get(0);
            }
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
