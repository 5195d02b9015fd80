package dev.fairlead.multicluster;

import dev.fairlead.failure.FailureKind;
import dev.fairlead.failure.OpsException;
import dev.fairlead.kubernetes.ClusterScope;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.release.ReleaseService;
import dev.fairlead.release.plan.ReleaseRequest;
import dev.fairlead.release.plan.Strategy;
import dev.fairlead.rollout.RolloutService;
import dev.fairlead.rollout.judge.RolloutStatus;
import dev.fairlead.rollout.model.Revision;
import dev.fairlead.rollout.model.UndoRequest;
import dev.fairlead.rollout.model.WorkloadRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A release that is taken back by going to the revision that was there before. */
final class ReleaseWork implements ContextWork {
    private final ReleaseService releases;
    private final RolloutService rollouts;
    private final ReleaseRequest request;
    private final WorkloadRef workload;
    private final Map<ClusterScope, Optional<Revision>> before = new ConcurrentHashMap<>();

    ReleaseWork(ReleaseService releases, RolloutService rollouts, ReleaseRequest request) {
        this.releases = releases;
        this.rollouts = rollouts;
        this.request = request;
        this.workload = WorkloadRef.deployment(request.what().name());
    }

    @Override
    public Optional<RolloutStatus> forward(ClusterScope scope, ProgressListener progress) {
        before.put(scope, current(scope));
        return releases.deploy(request.in(scope), progress).status();
    }

    @Override
    public String back(ClusterScope scope, ProgressListener progress) {
        Optional<Revision> then = before.getOrDefault(scope, Optional.empty());
        if (then.isEmpty()) {
            throw new OpsException(
                    FailureKind.CONFLICT, workload + " is new there, so there is no revision to go back to");
        }
        if (request.strategy().filter(Strategy.BlueGreen.class::isInstance).isPresent()) {
            throw new OpsException(
                    FailureKind.CONFLICT,
                    "the other colour serves there; release "
                            + String.join(", ", then.get().images()) + " again to go back");
        }
        long number = then.get().number();
        if (current(scope).filter(now -> now.number() == number).isPresent()) {
            return "still at revision " + number;
        }
        rollouts.undo(
                UndoRequest.of(scope, workload)
                        .to(number)
                        .following(request.what().rules()),
                progress);
        return "back at what revision " + number + " was";
    }

    private Optional<Revision> current(ClusterScope scope) {
        try {
            return rollouts.history(scope, workload).stream()
                    .filter(Revision::current)
                    .findFirst();
        } catch (OpsException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
